import AttuneCore

extension ModelOutput {
  /// Takes over a row of a table.
  ///
  /// - Parameter order: For each class of the fusion, where it stands in the row.
  init(_ prediction: Prediction, order: [Int]) {
    let (probabilities, logits) = (prediction.probabilities, prediction.logits)
    self.init(
      probabilities: order.map { Double(probabilities[$0]) },
      logits: logits.map { logits in order.map { Double(logits[$0]) } },
      hidden: prediction.hidden, modalities: prediction.modalities)
  }
}

extension FusionRow {
  /// Takes over the numbers that a row of a table tells about its inputs; what another model's row
  /// has told already stays.
  mutating func add(attributesOf prediction: Prediction) {
    for (name, value) in prediction.attributes where attributes[name] == nil {
      if case .number(let number) = value { attributes[name] = number }
    }
  }
}
