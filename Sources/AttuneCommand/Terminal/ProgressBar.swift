import Foundation

/// One line that fills up: a bar on a terminal, a plain line every tenth part otherwise.
struct ProgressBar {
  private let label: String
  private let counting: @Sendable (Int) -> String
  private let start = ContinuousClock.now
  private var lastPlainTenth = 0

  /// - Parameter counting: shows a count, for what is not counted one by one.
  init(
    label: String, counting: @escaping @Sendable (Int) -> String = { String($0) }
  ) {
    self.label = label
    self.counting = counting
  }

  /// Shows that `completed` of `total` are done, with a word on how it goes.
  mutating func update(completed: Int, of total: Int, status: String = "") {
    guard total > 0 else { return }
    let share = Double(completed) / Double(total)
    let counts = "\(counting(completed))/\(counting(total))"
    if StandardError.isTerminal {
      let width = 24
      let filled = Int(share * Double(width))
      let bar =
        String(repeating: "█", count: filled) + String(repeating: "·", count: width - filled)
      StandardError.redraw("\(label) \(bar) \(counts) \(status) \(timeLeft(share))")
    } else if Int(share * 10) > lastPlainTenth {
      lastPlainTenth = Int(share * 10)
      StandardError.write("\(label) \(counts) \(status) \(timeLeft(share))")
    }
  }

  /// Leaves the line.
  func finish() {
    StandardError.redraw("")
  }

  private func timeLeft(_ share: Double) -> String {
    let elapsed = (ContinuousClock.now - start) / .seconds(1)
    guard share > 0 else { return "" }
    let left = Int((elapsed * (1 - share) / share).rounded())
    return String(format: "%d:%02d left", left / 60, left % 60)
  }
}
