import AttuneCore
import AttuneEvaluation

extension SensitivityReport {
  /// The report as aligned text for a terminal, ending with a line break.
  public var text: String {
    var sections = [heading]
    if let modalityMatrix { sections.append(Self.text(of: modalityMatrix)) }
    if let exchanges { sections.append(text(of: exchanges)) }
    for curve in curves ?? [] { sections.append(text(of: curve)) }
    return sections.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private var heading: [String] {
    let split = split.map { ", \($0.rawValue) split" } ?? ""
    var table = TextTable(header: ["", "accuracy", "UAR", "macro F1"])
    table.add(["as the data are"] + unchanged.cells)
    return ["Model \(model)\(split), \(numConversations) conversations"] + table.lines()
  }

  private static func text(of subsets: [Subset]) -> [String] {
    var table = TextTable(header: ["what was left", "accuracy", "UAR", "macro F1"])
    for subset in subsets {
      table.add(
        [subset.modalities.map(\.rawValue).joined(separator: " + ")] + subset.figures.cells)
    }
    return ["Modalities"] + table.lines()
  }

  private func text(of exchanges: [Exchange]) -> [String] {
    var table = TextTable(
      header: ["part", "n", "answers changed", "accuracy lost", "macro F1 lost", "lost without"])
    for exchange in exchanges {
      table.add([
        exchange.part.rawValue, "\(exchange.numConversations)",
        TextTable.score(exchange.changedAnswers), Self.spread(exchange.accuracyLosses),
        Self.spread(exchange.macroF1Losses),
        TextTable.score(unchanged.accuracy - exchange.without.accuracy),
      ])
    }
    let unused = exchanges.filter { $0.distance == 0 }.map(\.part.rawValue)
    let note =
      unused.isEmpty
      ? [] : ["The answers do not depend on \(unused.joined(separator: ", ")) at all."]
    return ["Each part taken from other conversations, and taken away"] + table.lines() + note
  }

  private func text(of curve: Curve) -> [String] {
    var table = TextTable(header: [curve.stress.levelName, "accuracy", "UAR", "macro F1"])
    table.add(["none"] + unchanged.cells)
    for point in curve.points { table.add(["\(point.level)"] + point.figures.cells) }
    return [curve.stress.title] + table.lines()
  }

  /// Mean and standard deviation, `0.0123 ± 0.0045`; the mean alone of a single number.
  private static func spread(_ values: [Double]) -> String {
    let count = Double(max(1, values.count))
    let mean = values.reduce(0, +) / count
    guard values.count > 1 else { return TextTable.score(mean) }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return "\(TextTable.score(mean)) ± \(TextTable.score((squares / (count - 1)).squareRoot()))"
  }
}

extension SensitivityReport.Figures {
  fileprivate var cells: [String] {
    [accuracy, unweightedAverageRecall, macroF1].map(TextTable.score)
  }
}

extension Stress {
  fileprivate var title: String {
    switch self {
    case .noise: "White noise in the sounds"
    case .lostFrames: "Frames lost"
    case .lostWords: "Words lost"
    }
  }

  fileprivate var levelName: String {
    switch self {
    case .noise: "signal to noise, dB"
    case .lostFrames, .lostWords: "share lost"
    }
  }
}
