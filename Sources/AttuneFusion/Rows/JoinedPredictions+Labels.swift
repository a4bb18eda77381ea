import AttuneEvaluation

extension JoinedPredictions {
  /// The rows with a label.
  var labelledRows: [Row] { rows.filter { $0.emotion != nil } }

  /// The same rows as strategies learn from them.
  var labelled: LabelledRows {
    let indices = Dictionary(
      zip(classes, classes.indices), uniquingKeysWith: { first, _ in first })
    var (answers, labels, conversations): ([FusionRow], [Int], [Int]) = ([], [], [])
    var numbers: [Substring: Int] = [:]
    for row in labelledRows {
      guard let emotion = row.emotion, let label = indices[emotion] else { continue }
      let conversation = Self.conversation(of: row.key)
      let number = numbers[conversation] ?? numbers.count
      numbers[conversation] = number
      answers.append(row.answers)
      labels.append(label)
      conversations.append(number)
    }
    return LabelledRows(
      rows: answers, labels: labels, conversations: conversations, numModels: models.count,
      numClasses: classes.count)
  }

  /// The conversation's id: a second record of it has the key `id#2`.
  private static func conversation(of key: TurnKey) -> Substring {
    let text = key.conversation[...]
    guard let mark = text.lastIndex(of: "#"),
      !text[mark...].dropFirst().isEmpty, text[mark...].dropFirst().allSatisfy(\.isNumber)
    else { return text }
    return text[..<mark]
  }
}
