import AttuneCore
import AttuneEvaluation

extension JoinedPredictions {
  /// The rows with a label.
  var labelledRows: [Row] { rows.filter { $0.emotion != nil } }

  /// The same rows as strategies learn from them.
  var labelled: LabelledRows {
    let indices = Dictionary(
      zip(classes, classes.indices), uniquingKeysWith: { first, _ in first })
    var (answers, labels, names): ([FusionRow], [Int], [Group]) = ([], [], [])
    for row in labelledRows {
      guard let emotion = row.emotion, let label = indices[emotion] else { continue }
      answers.append(row.answers)
      labels.append(label)
      names.append(Group(row))
    }
    // Of a single speaker nothing could be held out.
    if Set(names).count == 1 {
      names = labelledRows.map { .conversation(Self.conversation(of: $0.key)) }
    }
    var numbers: [Group: Int] = [:]
    let groups = names.map { name in
      let number = numbers[name] ?? numbers.count
      numbers[name] = number
      return number
    }
    return LabelledRows(
      rows: answers, labels: labels, groups: groups, numModels: models.count,
      numClasses: classes.count)
  }

  /// What rows belong together by.
  private enum Group: Hashable {
    case speaker(AttributeValue)
    case conversation(Substring)

    init(_ row: Row) {
      if let speaker = row.attributes["speaker_id"] {
        self = .speaker(speaker)
      } else {
        self = .conversation(JoinedPredictions.conversation(of: row.key))
      }
    }
  }

  /// The conversation's id: a second record of it has the key `id#2`.
  static func conversation(of key: TurnKey) -> Substring {
    let text = key.conversation[...]
    guard let mark = text.lastIndex(of: "#"),
      !text[mark...].dropFirst().isEmpty, text[mark...].dropFirst().allSatisfy(\.isNumber)
    else { return text }
    return text[..<mark]
  }
}
