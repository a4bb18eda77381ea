import AttuneCore

extension PredictionRows {
  /// Adds a row whose texts are codes of these rows.
  mutating func append(_ raw: RawRow) {
    conversationIndices.append(-1)
    turnIndices.append(-1)
    labelCodes.append(-1)
    modalityBits.append(0)
    probabilities.append(contentsOf: repeatElement(.nan, count: numClasses))
    if !logits.isEmpty { logits.append(contentsOf: repeatElement(.nan, count: numClasses)) }
    if !hidden.isEmpty { hidden.append(contentsOf: repeatElement(.nan, count: hiddenSize)) }
    for column in attributeColumns.indices { attributeColumns[column].grow(by: 1) }
    set(raw, at: count - 1)
  }

  /// Changes a row.
  mutating func set(_ raw: RawRow, at row: Int) {
    conversationIndices[row] = raw.conversation
    turnIndices[row] = raw.turn
    labelCodes[row] = raw.label
    if !misfits.isEmpty { misfits[row] = nil }
    guard fits(raw) else {
      misfits[row] = prediction(raw)
      return
    }
    modalityBits[row] = raw.modalities
    Self.replace(&probabilities, at: row * numClasses, with: raw.probabilities)
    if raw.hasLogits, logits.isEmpty {
      logits = Array(repeating: .nan, count: count * numClasses)
    }
    if !logits.isEmpty {
      Self.replace(
        &logits, at: row * numClasses, with: raw.hasLogits ? raw.logits : nil, numClasses)
    }
    if raw.hasHidden, hidden.isEmpty {
      hiddenSize = raw.hidden.count
      hidden = Array(repeating: .nan, count: count * hiddenSize)
    }
    if !hidden.isEmpty {
      Self.replace(
        &hidden, at: row * hiddenSize, with: raw.hasHidden ? raw.hidden : nil, hiddenSize)
    }
    setAttributes(raw.attributes, at: row)
  }

  private static func replace(
    _ values: inout [Float], at start: Int, with new: [Float]?, _ width: Int = 0
  ) {
    guard let new else {
      for index in start..<start + width { values[index] = .nan }
      return
    }
    for (offset, value) in new.enumerated() { values[start + offset] = value }
  }

  private mutating func setAttributes(_ attributes: [RawRow.Attribute], at row: Int) {
    for column in attributeColumns.indices { attributeColumns[column].clear(at: row) }
    addAttributeColumns()
    for attribute in attributes {
      let column = Int(attribute.column)
      if attribute.code >= 0 {
        attributeColumns[column].set(code: attribute.code, at: row)
      } else {
        attributeColumns[column].set(number: attribute.number, at: row)
      }
    }
  }

  /// Every attribute's name has its column.
  private mutating func addAttributeColumns() {
    while attributeColumns.count < attributeNames.count {
      attributeColumns.append(AttributeColumn(count: count))
    }
  }

  /// NaN in the first place says that a row has no such numbers, so no row may begin so.
  private func fits(_ raw: RawRow) -> Bool {
    raw.probabilities.count == numClasses
      && (!raw.hasLogits || raw.logits.count == numClasses && raw.logits.first?.isNaN == false)
      && (!raw.hasHidden
        || (hidden.isEmpty || raw.hidden.count == hiddenSize) && raw.hidden.first?.isNaN == false)
      && raw.attributes.allSatisfy { $0.code >= 0 || !$0.number.isNaN }
  }
}

extension PredictionRows {
  /// Adds all rows of `other`, which has as many classes.
  mutating func append(contentsOf other: PredictionRows) {
    guard other.hidden.isEmpty || hidden.isEmpty || other.hiddenSize == hiddenSize else {
      for row in other { append(row) }
      return
    }
    let start = count
    Self.append(
      other.conversationIndices, to: &conversationIndices,
      as: conversations.codes(of: other.conversations))
    Self.append(other.turnIndices, to: &turnIndices, as: turns.codes(of: other.turns))
    Self.append(other.labelCodes, to: &labelCodes, as: labels.codes(of: other.labels))
    modalityBits.append(contentsOf: other.modalityBits)
    probabilities.append(contentsOf: other.probabilities)
    if hidden.isEmpty { hiddenSize = other.hiddenSize }
    Self.append(other.logits, to: &logits, before: start * numClasses, other.count * numClasses)
    Self.append(other.hidden, to: &hidden, before: start * hiddenSize, other.count * hiddenSize)
    let columns = attributeNames.codes(of: other.attributeNames)
    let texts = attributeTexts.codes(of: other.attributeTexts)
    for column in attributeColumns.indices { attributeColumns[column].grow(by: other.count) }
    addAttributeColumns()
    for (column, values) in zip(columns, other.attributeColumns) {
      attributeColumns[Int(column)].replace(from: start, with: values, codes: texts)
    }
    for (row, misfit) in other.misfits { misfits[start + row] = misfit }
  }

  /// Adds codes of other rows as the ones that they are here.
  private static func append(_ more: [Int32], to codes: inout [Int32], as known: [Int32]) {
    codes.append(contentsOf: more.lazy.map { $0 < 0 ? -1 : known[Int($0)] })
  }

  /// Adds numbers that both, one or none of the two have; what one of them lacks becomes NaN.
  private static func append(
    _ more: [Float], to values: inout [Float], before numBefore: Int, _ numMore: Int
  ) {
    if more.isEmpty && values.isEmpty { return }
    if values.isEmpty { values = Array(repeating: .nan, count: numBefore) }
    values.append(contentsOf: more)
    if more.isEmpty { values.append(contentsOf: repeatElement(.nan, count: numMore)) }
  }
}
