import AttuneCore

extension PredictionRows {
  /// Puts a row together.
  func prediction(at row: Int) -> Prediction {
    if !misfits.isEmpty, let misfit = misfits[row] { return misfit }
    func numbers(_ values: [Float], _ width: Int) -> [Float]? {
      guard width > 0, !values.isEmpty, !values[row * width].isNaN else { return nil }
      return Array(values[row * width..<(row + 1) * width])
    }
    var attributes: [String: AttributeValue] = [:]
    for (code, column) in attributeColumns.enumerated() {
      if let value = value(of: column, at: row) { attributes[attributeNames[Int32(code)]] = value }
    }
    return Prediction(
      conversation: conversations[conversationIndices[row]], turn: turns[turnIndices[row]],
      emotion: labelCodes[row] < 0 ? nil : labels[labelCodes[row]],
      logits: numbers(logits, numClasses),
      probabilities: Array(probabilities[row * numClasses..<(row + 1) * numClasses]),
      modalities: Modality.all(in: modalityBits[row]), attributes: attributes,
      hidden: numbers(hidden, hiddenSize))
  }

  private func value(of column: AttributeColumn, at row: Int) -> AttributeValue? {
    let code = column.code(at: row)
    if code >= 0 { return .text(attributeTexts[code]) }
    let number = column.number(at: row)
    return number.isNaN ? nil : .number(number)
  }

  /// A row that the columns cannot hold.
  func prediction(_ raw: RawRow) -> Prediction {
    var attributes: [String: AttributeValue] = [:]
    for attribute in raw.attributes {
      attributes[attributeNames[attribute.column]] =
        attribute.code >= 0
        ? .text(attributeTexts[attribute.code]) : .number(attribute.number)
    }
    return Prediction(
      conversation: conversations[raw.conversation], turn: turns[raw.turn],
      emotion: raw.label < 0 ? nil : labels[raw.label],
      logits: raw.hasLogits ? raw.logits : nil, probabilities: raw.probabilities,
      modalities: Modality.all(in: raw.modalities), attributes: attributes,
      hidden: raw.hasHidden ? raw.hidden : nil)
  }

  /// A row with its texts as codes.
  mutating func raw(_ row: Prediction) -> RawRow {
    var raw = RawRow()
    raw.conversation = conversations.code(of: row.conversation)
    raw.turn = turns.code(of: row.turn)
    raw.label = row.emotion.map { labels.code(of: $0) } ?? -1
    for modality in row.modalities { raw.modalities |= modality.bit }
    (raw.probabilities, raw.hasProbabilities) = (row.probabilities, true)
    (raw.logits, raw.hasLogits) = (row.logits ?? [], row.logits != nil)
    (raw.hidden, raw.hasHidden) = (row.hidden ?? [], row.hidden != nil)
    for (name, value) in row.attributes { add(name, value, to: &raw) }
    return raw
  }

  /// Adds an attribute to a row that is not stored yet.
  mutating func add(_ name: String, _ value: AttributeValue, to raw: inout RawRow) {
    let column = attributeNames.code(of: name)
    switch value {
    case .number(let number):
      raw.attributes.append(.init(column: column, number: number, code: -1))
    case .text(let text):
      raw.attributes.append(
        .init(column: column, number: .nan, code: attributeTexts.code(of: text)))
    }
  }
}

extension Modality {
  /// The modality's place in a set of bits.
  var bit: UInt8 {
    switch self {
    case .audio: 1
    case .video: 2
    case .text: 4
    case .metadata: 8
    }
  }

  static func all(in bits: UInt8) -> [Modality] { allCases.filter { bits & $0.bit != 0 } }

  /// The modalities of a text that names them with spaces between them.
  static func list(_ text: String) throws(PredictionTableViolation) -> [Modality] {
    var modalities: [Modality] = []
    for name in text.split(separator: " ") {
      guard let modality = Modality(rawValue: String(name)) else {
        throw PredictionTableViolation(
          "modalities", .unknownName(String(name), known: allCases.map(\.rawValue)))
      }
      modalities.append(modality)
    }
    return modalities
  }
}
