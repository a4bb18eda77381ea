import Foundation
import Synchronization

/// The sounds of a folder, in the order of their paths; for noise and for impulse responses.
///
/// Safe to share between threads. Files that were used stay in memory, up to 64 MB.
public final class SoundLibrary: Sendable {
  /// Endings of the files that count as sounds.
  public static let endings: Set<String> = ["wav", "flac", "mp3", "ogg", "opus", "m4a", "aac"]

  /// The files, sorted by path.
  public let files: [URL]

  private static let memoryLimit = 64 << 20
  private let settings: AudioSettings
  private let cache: MediaCache?
  private let kept = Mutex(Kept())

  private struct Kept {
    var waveforms: [URL: [Float]] = [:]
    var numBytes = 0
  }

  /// Lists a folder and the folders in it.
  ///
  /// - Parameters:
  ///   - maximumSeconds: of each file, counted from its start.
  ///   - cache: keeps decoded files on disk; `nil` decodes them in each run.
  /// - Throws: ``MediaError`` where there is no such folder, or no sound in it.
  public init(
    folder: URL, maximumSeconds: Double, cache: MediaCache? = nil
  ) throws(MediaError) {
    settings = AudioSettings(maximumSeconds: maximumSeconds)
    self.cache = cache
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder),
      isFolder.boolValue
    else { throw .missing(folder) }
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    files = (paths ?? []).filter { path in
      Self.endings.contains(URL(fileURLWithPath: path).pathExtension.lowercased())
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map(folder.appendingPathComponent)
    guard !files.isEmpty else {
      throw .unreadable(folder, reason: "no sound is in the folder (wav, flac, mp3, ogg, m4a)")
    }
  }

  /// The waveform of a file.
  ///
  /// - Parameter index: into ``files``; the remainder by their number is taken.
  /// - Throws: ``MediaError``, naming the file.
  public func waveform(_ index: Int) throws(MediaError) -> [Float] {
    let file = files[((index % files.count) + files.count) % files.count]
    if let known = kept.withLock({ $0.waveforms[file] }) { return known }
    let waveform: [Float]
    if let cache {
      waveform = try cache.audio(file, settings: settings).waveform
    } else {
      waveform = try AudioDecoder.decode(file, settings: settings).waveform
    }
    kept.withLock { kept in
      let numBytes = waveform.count * MemoryLayout<Float>.stride
      if kept.numBytes + numBytes > Self.memoryLimit { kept = Kept() }
      guard numBytes <= Self.memoryLimit, kept.waveforms[file] == nil else { return }
      kept.waveforms[file] = waveform
      kept.numBytes += numBytes
    }
    return waveform
  }
}
