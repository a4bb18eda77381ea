import AttuneCore
import Foundation

extension AudioAugmentation {
  /// Passes or stops a band, as telephones and cheap microphones do: a Butterworth filter, run once
  /// over the waveform.
  ///
  /// Low-pass and high-pass fall by 24 dB an octave, the edges of a band by 12. Edges are drawn so
  /// that every octave is equally likely.
  public struct Filter: Codable, Sendable, Equatable {
    /// The shape of the filter.
    public enum Kind: String, Choice, Sendable {
      /// Passes what lies below an edge drawn from ``Filter/lowPass``.
      case lowPass = "low_pass"
      /// Passes what lies above an edge drawn from ``Filter/highPass``.
      case highPass = "high_pass"
      /// Passes what lies between an edge of ``Filter/highPass`` and one of ``Filter/lowPass``.
      case bandPass = "band_pass"
      /// Stops ``Filter/stopOctaves`` around a centre drawn from ``Filter/stopCentre``.
      case bandStop = "band_stop"
    }

    /// How likely a waveform is changed, 0…1.
    public var probability = 0.0
    /// The shapes, all equally likely.
    public var kinds = Kind.allCases
    /// Upper edge of what is passed, in Hz.
    public var lowPass = AugmentationRange(2000, 7500)
    /// Lower edge of what is passed, in Hz.
    public var highPass = AugmentationRange(50, 500)
    /// Centre of what is stopped, in Hz.
    public var stopCentre = AugmentationRange(300, 4000)
    /// Width of what is stopped, in octaves.
    public var stopOctaves = AugmentationRange(0.25, 1)

    enum CodingKeys: String, CodingKey {
      case probability, kinds
      case lowPass = "low_pass_hz"
      case highPass = "high_pass_hz"
      case stopCentre = "stop_centre_hz"
      case stopOctaves = "stop_octaves"
    }

    /// Off.
    public init() {}

    /// Decodes settings, with defaults for keys left out.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      probability = try values.value(.probability, or: probability)
      kinds = try values.value(.kinds, or: kinds)
      lowPass = try values.value(.lowPass, or: lowPass)
      highPass = try values.value(.highPass, or: highPass)
      stopCentre = try values.value(.stopCentre, or: stopCentre)
      stopOctaves = try values.value(.stopOctaves, or: stopOctaves)
    }

    func validate() throws(AugmentationError) {
      let key = "audio.filter"
      try AugmentationError.requireProbability(probability, "\(key).probability")
      try lowPass.within(20...7900, "\(key).low_pass_hz")
      try highPass.within(10...7000, "\(key).high_pass_hz")
      try stopCentre.within(50...5000, "\(key).stop_centre_hz")
      try stopOctaves.within(0.05...1.3, "\(key).stop_octaves")
      guard !kinds.isEmpty else {
        let known = Kind.allCases.map(\.rawValue).joined(separator: ", ")
        throw AugmentationError(
          key: "\(key).kinds", reason: "is empty; name at least one of \(known)")
      }
      guard !kinds.contains(.bandPass) || highPass.upper < lowPass.lower else {
        throw AugmentationError(
          key: "\(key).high_pass_hz",
          reason: "reaches \(highPass.upper), but a band_pass needs it below low_pass_hz, from "
            + "\(lowPass.lower) on")
      }
    }

    func apply(
      to waveform: [Float], using generator: inout SeededGenerator, log: inout [String]
    ) -> [Float] {
      let rate = Double(AudioClip.sampleRate)
      func edge(_ range: AugmentationRange) -> Double {
        exp(
          AugmentationRange(logarithm(range.lower), logarithm(range.upper)).draw(using: &generator))
      }
      func logarithm(_ value: Double) -> Double { Foundation.log(value) }
      let kind = kinds[generator.index(below: kinds.count)]
      let filter: BiquadCascade
      var edges: [Double]
      switch kind {
      case .lowPass:
        edges = [edge(lowPass)]
        filter = ButterworthFilter.lowPass(edges[0] / rate)
      case .highPass:
        edges = [edge(highPass)]
        filter = ButterworthFilter.highPass(edges[0] / rate)
      case .bandPass:
        edges = [edge(highPass), edge(lowPass)]
        filter = ButterworthFilter.bandPass(edges[0] / rate, edges[1] / rate)
      case .bandStop:
        let centre = edge(stopCentre)
        let half = exp2(stopOctaves.draw(using: &generator) / 2)
        edges = [centre / half, centre * half]
        filter = ButterworthFilter.bandStop(edges[0] / rate, edges[1] / rate)
      }
      let shown = edges.map { $0.shown(digits: 0) }.joined(separator: "…")
      log.append("audio.filter: \(kind.rawValue) \(shown) Hz")
      return filter(waveform)
    }
  }
}
