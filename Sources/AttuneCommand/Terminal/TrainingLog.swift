import AttuneTraining
import Foundation

/// Shows a run as it goes: a bar for each epoch on a terminal, plain lines otherwise.
struct TrainingLog {
  private var bar: ProgressBar?

  /// Shows one event.
  mutating func show(_ event: TrainingEvent) {
    switch event {
    case .note(let text):
      finish()
      StandardError.write("note: \(text)")
    case .ready(let summary):
      StandardError.write(summary.description)
    case .step(let metrics, let completed, let total, let epochs, let running):
      if bar == nil { bar = ProgressBar(label: "epoch \(metrics.epoch)/\(epochs)") }
      bar?.update(
        completed: completed, of: total,
        status: String(
          format: "loss %.4f  accuracy %.3f  macro-F1 %.3f  %.1f turns/s", running.loss,
          running.accuracy, running.macroF1, running.turnsPerSecond))
    case .epoch(let metrics, let epochs):
      finish()
      StandardError.write(
        String(
          format: "epoch %d/%d  train loss %.4f  validation loss %.4f  accuracy %.4f  "
            + "macro-F1 %.4f  UAR %.4f  %.1f s%@", metrics.epoch, epochs, metrics.trainLoss,
          metrics.validationLoss, metrics.validationAccuracy, metrics.validationMacroF1,
          metrics.validationUnweightedAverageRecall, metrics.seconds,
          metrics.isBest ? "  best" : ""))
    case .validated, .saved, .finished: break
    }
  }

  /// Leaves the bar's line.
  mutating func finish() {
    bar?.finish()
    bar = nil
  }
}
