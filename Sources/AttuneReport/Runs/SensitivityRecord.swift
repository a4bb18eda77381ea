/// What `attune ablate` found of a run, from `sensitivity/sensitivity.json` in its folder.
struct SensitivityRecord: Decodable, Sendable {
  /// Scores of one state of the inputs.
  struct Figures: Decodable, Sendable {
    let accuracy: Double
    let macroF1: Double

    enum CodingKeys: String, CodingKey {
      case accuracy
      case macroF1 = "macro_f1"
    }
  }

  /// A part of the inputs, and the scores without it.
  struct Exchange: Decodable, Sendable {
    let part: String
    let without: Figures
  }

  /// Scores as an input gets worse.
  struct Curve: Decodable, Sendable {
    struct Point: Decodable, Sendable {
      let level: Double
      let figures: Figures
    }
    let stress: String
    let points: [Point]
  }

  let unchanged: Figures
  let exchanges: [Exchange]?
  let curves: [Curve]?
}
