import AttuneCore

extension SensitivityReport {
  /// The report as aligned text for a terminal, ending with a line break; lines that begin with `!`
  /// name parts that tell the label by themselves.
  public var text: String {
    var sections = [heading]
    if let modalityMatrix { sections.append(text(of: modalityMatrix)) }
    if let exchanges {
      sections.append(text(of: exchanges))
      let retrained = exchanges.compactMap { each in each.retrained.map { (each.part, $0) } }
      if !retrained.isEmpty { sections.append(text(of: retrained)) }
    }
    if let leaks, !leaks.isEmpty {
      sections.append(leaks.map { "! \($0.part.title): \($0.message)" })
    }
    for curve in curves ?? [] { sections.append(text(of: curve)) }
    return sections.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private var heading: [String] {
    let split = split.map { ", \($0.rawValue) split" } ?? ""
    return ["Model \(model)\(split), \(numConversations) conversations"]
      + lines("", [("as the data are", unchanged)])
  }

  private func text(of subsets: [Subset]) -> [String] {
    let rows = subsets.map { ($0.modalities.map(\.rawValue).joined(separator: " + "), $0.figures) }
    return ["Modalities"] + lines("what was left", rows)
  }

  private func text(of exchanges: [Exchange]) -> [String] {
    let leaking = Set((leaks ?? []).map(\.part))
    var table = TextTable(
      header: ["part", "n", "answers changed", "accuracy lost", "macro F1 lost"])
    for exchange in exchanges {
      table.add([
        (leaking.contains(exchange.part) ? "! " : "") + exchange.part.title,
        "\(exchange.numConversations)", TextTable.score(exchange.changedAnswers),
        Self.spread(exchange.accuracyLosses), Self.spread(exchange.macroF1Losses),
      ])
    }
    let unused = exchanges.filter { $0.distance == 0 }.map(\.part.title)
    let note =
      unused.isEmpty
      ? [] : ["The answers do not depend on \(unused.joined(separator: ", ")) at all."]
    return ["Each part taken from other conversations"] + table.lines() + note + [""]
      + ["Each part taken away"]
      + lines("without", exchanges.map { ($0.part.title, $0.without) })
  }

  private func text(of retrained: [(InputPart, Figures)]) -> [String] {
    ["Each part taken away and the model trained again"]
      + lines("without", retrained.map { ($0.0.title, $0.1) })
  }

  private func text(of curve: Curve) -> [String] {
    let rows = curve.points.map { (curve.stress.text($0.level), $0.figures) }
    let title = curve.stress.title
    return [title.prefix(1).uppercased() + title.dropFirst()]
      + lines("", [("none", unchanged)] + rows)
  }

  /// A table of figures, with the change of macro F1 where there is one.
  private func lines(_ name: String, _ rows: [(String, Figures)]) -> [String] {
    let hasChanges = rows.contains { $0.1.changes != nil }
    var table = TextTable(
      header: [name, "accuracy", "UAR", "macro F1"]
        + (hasChanges ? ["change of F1", "95 % interval", "p"] : []))
    for (name, figures) in rows {
      let change = figures.change(of: .macroF1)
      table.add(
        [name]
          + [figures.accuracy, figures.unweightedAverageRecall, figures.macroF1]
          .map(TextTable.score)
          + (change.map {
            [$0.difference.signedText, $0.interval?.signedText ?? "", $0.pValue.probabilityText]
          } ?? []))
    }
    return table.lines()
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
