import AttuneCore
import AttuneEvaluation
import AttuneModels
import Foundation
import TorchNN

/// What ends a run: the best weights predict and are evaluated on every split.
struct FinalEvaluation {
  let prepared: PreparedRun
  let run: RunFolder
  let scoring: Scoring
  let observers: TrainingObservers

  /// Writes prediction tables, evaluations, the report of inputs and the training curves.
  ///
  /// The model is left with its best weights.
  func write(_ progress: TrainingProgress) throws -> TrainingOutcome.Finished {
    let group = prepared.group
    // Whoever wrote it can read it, also where the processes share no disk.
    if group.isFirst { try prepared.store.restore(from: run.bestCheckpoint) }
    try group.broadcast(prepared.store.tensors)
    var evaluations: [Split: Evaluation] = [:]
    var tables: [PredictionTable] = []
    var drawn: [(Split, Evaluation, EvaluationCurves)] = []
    var inputs: [String: InputReport] = [:]
    for split in Split.allCases {
      guard let turns = prepared.turns[split], !turns.isEmpty else { continue }
      let score = try scoring.score(turns)
      inputs[split.rawValue] = score.inputs
      if split == .test { try observers.note(score.inputs, of: split) }
      let table = table(score.predictions, of: split)
      let curves = try EvaluationCurves(table)
      // The others need the scores alone.
      let resampling = group.isFirst ? Resampling() : nil
      var evaluation = try Evaluation(
        table, curves: curves, metadata: MetadataBaseline(beside: table, among: tables),
        resampling: resampling)
      if let resampling, let validation = tables.first(where: { $0.split == .validation }) {
        try evaluation.compare(test: table, withValidation: validation, resampling)
      }
      tables.append(table)
      if group.isFirst {
        try table.write(to: run.predictions.appendingPathComponent("\(split.rawValue).jsonl"))
        try folder(of: split).writeNumbers(of: evaluation)
      }
      evaluations[split] = evaluation
      drawn.append((split, evaluation, curves))
    }
    if group.isFirst {
      try AtomicFile.write(json: inputs, to: run.inputs)
      try draw(drawn)
    }
    return TrainingOutcome.Finished(
      bestEpoch: progress.best?.epoch ?? 0, epochs: progress.epoch, evaluations: evaluations)
  }

  private func table(_ predictions: [Prediction], of split: Split) -> PredictionTable {
    PredictionTable(
      classes: prepared.configuration.model.classes,
      model: prepared.configuration.model.kind.rawValue, split: split,
      run: run.url.lastPathComponent, inputs: prepared.configuration.inputs,
      labelMap: prepared.labelMap, rows: predictions)
  }

  private func draw(_ evaluations: [(Split, Evaluation, EvaluationCurves)]) throws {
    do {
      for (split, evaluation, curves) in evaluations {
        try folder(of: split).write(evaluation, curves)
      }
      try Gnuplot().drawTrainingCurves(
        try MetricsLog.read(run.metrics).compactMap(EpochPoint.init),
        title: "Model \(prepared.configuration.model.kind.rawValue)", to: run.evaluation)
    } catch let error as GnuplotError {
      // All numbers are written; a figure is no reason to call hours of training a failure.
      try observers.tell(.note("figures are missing: \(error)"))
    }
  }

  private func folder(of split: Split) -> EvaluationFolder {
    EvaluationFolder(run.evaluation.appendingPathComponent(split.rawValue))
  }
}
