import AttuneCore

/// What every line of a table says alike.
struct PredictionHeader: Equatable, Sendable {
  var classes: [String] = []
  var model = ""
  var split: Split?
  var run: String?
  var inputs: InputPolicy?
  var numFolds: Int?
  var labelMap: LabelMapReference?

  /// The keys of the header, each with whether two headers agree in it.
  private static var comparisons: [(PredictionKey, (PredictionHeader, PredictionHeader) -> Bool)] {
    [
      (.classes, { $0.classes == $1.classes }), (.model, { $0.model == $1.model }),
      (.split, { $0.split == $1.split }), (.run, { $0.run == $1.run }),
      (.inputs, { $0.inputs == $1.inputs }), (.outOfFold, { $0.numFolds == $1.numFolds }),
      (.labelMap, { $0.labelMap == $1.labelMap }),
    ]
  }

  /// The first key in which two headers differ.
  func firstDifference(from other: PredictionHeader) -> PredictionKey? {
    if self == other { return nil }
    return Self.comparisons.first { !$0.1(self, other) }?.0
  }
}
