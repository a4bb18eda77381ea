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
    var drawn: [(Split, TableEvaluation)] = []
    var inputs: [String: InputReport] = [:]
    for split in Split.allCases {
      guard let turns = prepared.turns[split], !turns.isEmpty else { continue }
      let score = try scoring.score(turns)
      inputs[split.rawValue] = score.inputs
      if split == .test { try observers.note(score.inputs, of: split) }
      let table = table(score.predictions, of: split)
      tables.append(table)
      let judged = try TableEvaluation(
        // The other processes need the scores alone.
        table, among: tables, resampling: group.isFirst ? Resampling() : nil)
      if group.isFirst {
        try table.write(to: run.predictions.appendingPathComponent("\(split.rawValue).jsonl"))
        try folder(of: split).writeNumbers(of: judged.evaluation)
      }
      evaluations[split] = judged.evaluation
      drawn.append((split, judged))
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

  private func draw(_ evaluations: [(Split, TableEvaluation)]) throws {
    do {
      for (split, judged) in evaluations { try folder(of: split).write(judged) }
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
