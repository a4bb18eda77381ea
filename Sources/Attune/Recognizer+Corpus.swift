import AttuneCore
import AttuneEvaluation
import AttuneFusion
import AttuneModels

extension Recognizer {
  /// How many conversations the models read at once.
  private static let batchSize = 16

  /// Predicts the last turn of each conversation that has one.
  ///
  /// - Parameters:
  ///   - split: which split the conversations are, as the table tells.
  ///   - run: name of the run, as the table tells.
  ///   - augmentation: makes the inputs worse before the models see them, to learn what they bear;
  ///     `nil` leaves them as they are.
  ///   - seed: of what the augmentation draws.
  ///   - memory: of what the models read of the same conversations before.
  ///   - progress: called with the number of conversations that are done.
  /// - Returns: the table, and what of the inputs was missing or cut.
  public func predict(
    _ conversations: [Conversation], split: Split?, run: String?,
    augmentation: AugmentationConfiguration? = nil, seed: Int = 0, memory: ReadingMemory? = nil,
    progress: (Int) -> Void = { _ in }
  ) throws -> (table: PredictionTable, inputs: InputReport) {
    try withRuns { runs, fusion in
      let augmenters = try runs.map { run in
        try augmentation.map {
          try ExampleAugmenter(
            $0, pipeline: run.pipeline, tokenizer: run.encoder.tokenizer, cache: nil)
        }
      }
      var answers = [[Prediction]](repeating: [], count: runs.count)
      var inputs = InputReport()
      for start in stride(from: 0, to: conversations.count, by: Self.batchSize) {
        let end = min(start + Self.batchSize, conversations.count)
        let turns = try conversations[start..<end].compactMap { conversation in
          try conversation.turns.last.map {
            (conversation, try transcribed($0, report: &inputs).turn)
          }
        }
        for (index, run) in runs.enumerated() {
          let examples = try turns.map { conversation, turn in
            let example = try run.encoder.encode(
              conversation, turn, findsFaces: true, report: &inputs)
            return try augmenters[index]?(example, seed: seed, epoch: 0) ?? example
          }
          answers[index] += try run.predictor.predict(examples, memory: memory, model: index)
        }
        progress(end)
      }
      let tables = zip(runs, answers).map { each, rows in
        PredictionTable(
          classes: classes, model: each.name, split: split, run: run,
          inputs: each.pipeline.inputs, rows: rows)
      }
      let isFused = fusion != nil && !conversations.isEmpty
      let rows = isFused ? try fusion?.fuse(tables).table.rows : tables.first?.rows
      let table = PredictionTable(
        classes: classes, model: modelName, split: split, run: run, inputs: inputPolicy,
        rows: rows ?? [])
      return (table, inputs)
    }
  }
}
