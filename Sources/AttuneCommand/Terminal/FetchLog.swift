import Foundation
import ModelHub

/// Shows a fetch as it goes: a bar for each file on a terminal, plain lines otherwise.
final class FetchLog {
  private let model: ModelName
  private var bar: ProgressBar?
  private var file = ""
  private var lastDrawn = ContinuousClock.now

  init(_ model: ModelName) { self.model = model }

  /// Shows one event.
  func show(_ event: FetchEvent) {
    switch event {
    case .present(let file): line("\(file) is there")
    case .progress(let file, let completed, let total):
      if file != self.file || bar == nil {
        finish()
        self.file = file
        bar = ProgressBar(label: "\(model.lastPart)/\(file)", counting: Self.size)
      }
      let now = ContinuousClock.now
      // Pieces come by the thousand.
      guard completed == total || now - lastDrawn > .milliseconds(100) else { return }
      lastDrawn = now
      bar?.update(completed: completed, of: total)
    case .retrying(let reason, let seconds):
      line(String(format: "%@; trying again in %.0f s", reason, seconds))
    case .restarted(let file, let reason): line("\(file): \(reason); fetching it from its start")
    case .waiting(let file): line("\(file): another process is fetching it; waiting")
    }
  }

  /// Leaves the bar's line.
  func finish() {
    bar?.finish()
    bar = nil
  }

  /// A fetched model on one line.
  static func summary(_ model: FetchedModel) -> String {
    let numFetched = model.files.count { $0.wasFetched }
    return
      "\(model.name): \(model.files.count) files, \(size(model.bytes)), \(numFetched) fetched, "
      + "commit \(model.commit.prefix(12)): \(model.folder)"
  }

  private func line(_ text: String) {
    finish()
    StandardError.write("\(model.lastPart): \(text)")
  }

  private static func size(_ bytes: Int) -> String {
    bytes < 1_000_000
      ? String(format: "%.1f kB", Double(bytes) / 1e3)
      : String(format: "%.1f MB", Double(bytes) / 1e6)
  }
}
