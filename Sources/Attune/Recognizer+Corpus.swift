import AttuneCore
import AttuneEvaluation
import AttuneModels

extension Recognizer {
  /// Predicts the last turn of each conversation that has one.
  ///
  /// - Parameters:
  ///   - split: which split the conversations are, as the table tells.
  ///   - run: name of the run, as the table tells.
  ///   - progress: called with the number of conversations that are done.
  /// - Returns: the table, and what of the inputs was missing or cut.
  public func predict(
    _ conversations: [Conversation], split: Split?, run: String?,
    progress: (Int) -> Void = { _ in }
  ) throws -> (table: PredictionTable, inputs: InputReport) {
    var rows: [Prediction] = []
    var inputs = InputReport()
    for (index, conversation) in conversations.enumerated() {
      if let turn = conversation.turns.last {
        rows.append(try prediction(conversation, turn, report: &inputs))
      }
      progress(index + 1)
    }
    let table = PredictionTable(
      classes: classes, model: modelName, split: split, run: run, inputs: inputPolicy, rows: rows)
    return (table, inputs)
  }
}
