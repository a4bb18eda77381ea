import Foundation

/// Operations on the level of a waveform.
enum WaveformLevel {
  /// The mean of the squared samples, 0 for none.
  static func power(_ waveform: [Float]) -> Double {
    guard !waveform.isEmpty else { return 0 }
    return waveform.withUnsafeBufferPointer { samples in
      var sum = 0.0
      for sample in samples { sum += Double(sample) * Double(sample) }
      return sum / Double(samples.count)
    }
  }

  /// The waveform with a noise so loud that signal over noise is `decibels`, by mean power over all
  /// of both.
  ///
  /// - Parameter noise: repeated where it is shorter.
  /// - Returns: the waveform as it is where it or the noise is silent: there is no such ratio.
  static func add(_ noise: [Float], to waveform: [Float], decibels: Double) -> [Float] {
    guard !noise.isEmpty else { return waveform }
    let fitted =
      noise.count == waveform.count
      ? noise : waveform.indices.map { noise[$0 % noise.count] }
    let (signal, power) = (power(waveform), power(fitted))
    guard signal > 0, power > 0 else { return waveform }
    let scale = Float((signal / power * pow(10, -decibels / 10)).squareRoot())
    return zip(waveform, fitted).map { $0 + scale * $1 }
  }

  /// The waveform times 10^(dB ÷ 20).
  static func gain(_ waveform: [Float], decibels: Double) -> [Float] {
    let factor = Float(pow(10, decibels / 20))
    return waveform.map { $0 * factor }
  }

  /// The waveform with its loudest samples cut off.
  ///
  /// - Parameter share: of the samples, those of largest magnitude, that are cut to the magnitude
  ///   of the next one.
  static func clip(_ waveform: [Float], share: Double) -> [Float] {
    let numCut = Int((share * Double(waveform.count)).rounded(.down))
    guard numCut > 0, numCut < waveform.count else { return waveform }
    let limit = magnitude(of: waveform, below: numCut)
    return waveform.map { min(limit, max(-limit, $0)) }
  }

  /// The magnitude that `count` samples of the waveform are not below, apart from equal ones.
  private static func magnitude(of waveform: [Float], below count: Int) -> Float {
    // Bits of positive numbers are ordered as the numbers are: find the upper half first.
    var histogram = [Int](repeating: 0, count: 1 << 16)
    for sample in waveform { histogram[Int(abs(sample).bitPattern >> 16)] += 1 }
    var bucket = histogram.count - 1
    var passed = 0
    while bucket > 0, passed + histogram[bucket] <= count {
      passed += histogram[bucket]
      bucket -= 1
    }
    let members = waveform.map { abs($0) }.filter { Int($0.bitPattern >> 16) == bucket }.sorted(
      by: >)
    let place = count - passed
    return members.indices.contains(place) ? members[place] : .infinity
  }
}
