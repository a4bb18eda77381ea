import AttuneCore
import AttuneEvaluation
import AttuneModels
import Foundation
import TensorBoard

/// Writes what a recipe does as events for TensorBoard, into the run's folder `tensorboard`.
///
/// Every event of a run has an optimizer step, those of epochs the last one of theirs. What the best
/// weights score at the end stands one step behind the last.
final class TensorBoardLog: TrainingObserver {
  private let file: EventFile
  private let figures: LoggingConfiguration.Figures
  private let title: String
  private let note: (String) -> Void
  private var step: Int
  private var confusion: ConfusionMatrix?
  private var missingFigures = 0
  private var reasonForMissing: GnuplotError?
  /// Draws a matrix under a title as PNG; a test lets it fail.
  var draw: (ConfusionMatrix, String) throws(GnuplotError) -> Data = {
    (matrix, title) throws(GnuplotError) in
    try Gnuplot().pngOfConfusionMatrix(matrix, title: title)
  }

  /// Starts a file of events.
  ///
  /// - Parameters:
  ///   - step: the first step that will come; what earlier files say from there on is dropped.
  ///   - note: told how many figures are missing and why.
  init(
    _ run: RunFolder, _ configuration: RunConfiguration, from step: Int,
    note: @escaping (String) -> Void
  ) throws {
    file = try EventFile(in: run.tensorboard, from: step)
    figures = configuration.logging.figures
    title = "Model \(configuration.model.kind.rawValue), validation split"
    self.note = note
    self.step = step - 1
    guard file.isFirst else { return }
    let values = try configuration.hyperparameters()
    let now = Date().timeIntervalSince1970
    let text = try configuration.yaml().split(separator: "\n").map { "    \($0)" }
    try file.add(
      [
        .experiment(values, metrics: RunScores.columns, created: now),
        .sessionStart(values, group: run.url.lastPathComponent, started: now),
        .text("configuration", markdown: text.joined(separator: "\n")),
      ], step: 0)
  }

  func observe(_ event: TrainingEvent) throws {
    switch event {
    case .step(let metrics, _, _, _, _):
      step = metrics.step
      try file.add(metrics.summaries, step: step)
    case .validated(let confusion, _, let step):
      self.confusion = confusion
      try file.add(
        confusion.classScores.map { .scalar("validation_f1/\($0.emotion)", $0.f1) }, step: step)
    case .epoch(let metrics, _):
      try file.add(metrics.summaries + figure(isBest: metrics.isBest), step: metrics.step)
    case .finished(let finished):
      let ended = Summary.sessionEnd(succeeded: true, ended: Date().timeIntervalSince1970)
      try file.add(RunScores.summaries(finished) + [ended], step: step + 1)
      noteMissingFigures()
    case .note, .ready, .saved: break
    }
  }

  /// Adds a sample of the machine.
  func add(_ record: SystemRecord) throws {
    try file.add(record.sample.summaries, step: record.step)
  }

  /// The confusion matrix of the epoch that was validated last.
  private func figure(isBest: Bool) -> [Summary] {
    guard figures == .all || figures == .best && isBest, let confusion else { return [] }
    do throws(GnuplotError) {
      let data = try draw(confusion, title)
      return PNGImage(data).map { [.image("confusion_matrix/validation", $0)] } ?? []
    } catch {
      // All numbers are there; a figure is no reason to end hours of training.
      missingFigures += 1
      reasonForMissing = error
      return []
    }
  }

  private func noteMissingFigures() {
    guard let reasonForMissing else { return }
    note(
      "TensorBoard lacks \(missingFigures) confusion \(missingFigures == 1 ? "matrix" : "matrices")"
        + ": \(reasonForMissing)")
  }
}
