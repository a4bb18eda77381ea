import AttuneCore
import CFFmpeg
import Foundation

/// Says what state a medium is in, for a corpus audit.
public enum MediaProbe {
  /// A sound whose peak is below this is silent (−80 dB).
  public static let silentPeak: Float = 1e-4

  /// The rates that recordings have; any other hints at a header gone wrong.
  public static let usualSampleRates: Set<Int> = [
    8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000,
    176_400, 192_000,
  ]

  /// The state of a file; never fails, what is wrong is in the finding.
  ///
  /// A sound is decoded as a whole. Of a video all packets are read, and decoded up to the frame in
  /// the middle. If several things are wrong, the first of this order is told: missing,
  /// empty, unreadable, no stream, zero length, cut short, silent, odd rate.
  public static func inspect(_ url: URL, _ modality: Modality) -> MediaFinding {
    do throws(MediaError) {
      switch modality {
      case .audio: return try inspectAudio(url)
      case .video: return try inspectVideo(url)
      default: throw .unreadable(url, reason: "\(modality.rawValue) is not a medium")
      }
    } catch {
      return MediaFinding(url: url, modality: modality, condition: error.condition)
    }
  }

  private static func inspectAudio(_ url: URL) throws(MediaError) -> MediaFinding {
    let clip = try AudioDecoder.decode(url)
    let condition: MediaCondition
    if let cutShort = clip.cutShort {
      condition = .cutShort(cutShort)
    } else if clip.peak < silentPeak {
      condition = .silent
    } else if !usualSampleRates.contains(clip.sourceSampleRate) {
      condition = .oddRate(clip.sourceSampleRate)
    } else {
      condition = .ok
    }
    return MediaFinding(
      url: url, modality: .audio, condition: condition, durationSeconds: clip.durationSeconds,
      sampleRate: clip.sourceSampleRate)
  }

  private static func inspectVideo(_ url: URL) throws(MediaError) -> MediaFinding {
    let middle = VideoSettings(numFrames: 1, height: 16, width: 16)
    let clip = try VideoDecoder.decode(url, settings: middle)
    return MediaFinding(
      url: url, modality: .video, condition: clip.cutShort.map { .cutShort($0) } ?? .ok,
      durationSeconds: clip.durationSeconds)
  }
}
