import AttuneCore
import CFFmpeg
import Foundation

/// Decodes the sound of any file to 16 kHz mono.
///
/// The best audio stream is taken, of a video file as well. `n` samples at rate `r` give
/// `n × 16000 ÷ r` samples, within one. Safe to call from many threads.
public enum AudioDecoder {
  /// The sound of a file.
  ///
  /// Damaged packets are left out and counted; the call fails only if nothing could be decoded.
  ///
  /// - Throws: ``MediaError``, naming the file.
  public static func decode(_ url: URL, settings: AudioSettings = AudioSettings())
    throws(MediaError) -> AudioClip
  {
    try settings.validate()
    let file = try InputFile(url, .audio)
    let decoder = try StreamDecoder(file)
    let resampler = Resampler(url, limit: settings.maximumSamples)
    var count = SourceCount()
    while let packet = file.nextPacket() {
      try decoder.feed(packet) { frame throws(MediaError) in
        count.add(frame)
        try resampler.append(frame)
      }
    }
    try decoder.feed(nil) { frame throws(MediaError) in
      count.add(frame)
      try resampler.append(frame)
    }
    try resampler.finish()

    let numErrors = decoder.numErrors + file.numReadErrors
    guard count.seconds > 0, !resampler.waveform.isEmpty else {
      if numErrors > 0 { throw .unreadable(url, reason: "no part of its sound can be decoded") }
      throw .zeroLength(url, .audio)
    }
    // A float file can hold anything; one such sample would spoil every weight of a model.
    if let place = resampler.waveform.firstIndex(where: { !$0.isFinite }) {
      throw .unreadable(url, reason: "sample \(place) is not a finite number")
    }
    return AudioClip(
      waveform: settings.normalization(resampler.waveform), durationSeconds: count.seconds,
      isTruncated: resampler.numSamples > resampler.waveform.count,
      sourceSampleRate: count.sampleRate, numDecodingErrors: numErrors,
      cutShort: ContainerExtent.shortfall(of: url) ?? missingSound(file, count.seconds))
  }

  /// What was decoded, counted in samples of its own rate: sums of fractions would drift.
  private struct SourceCount {
    private(set) var sampleRate = 0
    private var numSamples: [Int: Int] = [:]

    var seconds: Double {
      numSamples.sorted { $0.key < $1.key }.reduce(0) { $0 + Double($1.value) / Double($1.key) }
    }

    mutating func add(_ frame: UnsafeMutablePointer<AVFrame>) {
      let rate = Int(frame.pointee.sample_rate)
      guard rate > 0 else { return }
      if sampleRate == 0 { sampleRate = rate }
      numSamples[rate, default: 0] += Int(frame.pointee.nb_samples)
    }
  }

  /// What the header of a pure sound file (flac, mp3, …) promises and its packets do not hold.
  ///
  /// Of a file with pictures the length may be that of the pictures, so nothing is said.
  private static func missingSound(_ file: InputFile, _ seconds: Double) -> String? {
    let duration = file.stream.pointee.duration
    guard file.numStreams == 1, !file.isDurationGuessed, duration > 0 else { return nil }
    let promised = Double(duration) * file.timeUnit
    guard promised - seconds > max(0.1, 0.02 * promised) else { return nil }
    return "the header promises \(format(promised)) s and \(format(seconds)) s are there"
  }

  private static func format(_ seconds: Double) -> String {
    String(format: "%.2f", seconds)
  }
}
