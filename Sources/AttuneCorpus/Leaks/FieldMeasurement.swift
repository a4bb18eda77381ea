import AttuneCore

/// Measures what each field of the labelled records tells of the label.
struct FieldMeasurement {
  private let inputs: InputPolicy
  private let lexicon: EmotionLexicon
  private let records: [LeakRecord]
  private let emotions: [Emotion]
  private let folds: [Int]

  init(_ records: [LeakRecord], inputs: InputPolicy, _ lexicon: EmotionLexicon) {
    (self.inputs, self.lexicon) = (inputs, lexicon)
    self.records = records.filter { $0.turn.emotion != nil }
    emotions = self.records.compactMap(\.turn.emotion)
    folds = Self.folds(self.records)
  }

  /// The fields that differ between records, and the use of emotion words in those that are texts.
  func measure() -> (fields: [FieldTell], words: [EmotionWordUse]) {
    var fields: [FieldTell] = []
    var uses: [EmotionWordUse] = []
    for field in CorpusField.allCases {
      if let tell = tell(field, LabelledValues(records.map { $0.value(of: field) })) {
        fields.append(tell)
      }
      let texts = records.map { $0.texts(of: field).flatMap(\.words) }
      guard texts.contains(where: { !$0.isEmpty }) else { continue }
      let named = texts.map { $0.isEmpty ? nil : lexicon.labelWords(in: $0) }
      let names = named.map { $0?.sorted().joined(separator: " ") }
      if let tell = tell(field, LabelledValues(names: names, reading: .words)) {
        fields.append(tell)
      }
      let byWord = zip(named, records).compactMap { named, record in
        named.flatMap { named in record.turn.emotionWord.map { (named: named, label: $0) } }
      }
      let byClass = zip(texts, emotions).compactMap { text, emotion in
        text.isEmpty ? nil : (named: lexicon.classes(in: text), label: emotion)
      }
      uses.append(
        EmotionWordUse(
          field: field, isAdmitted: field.isAdmitted(by: inputs), count: byClass.count,
          word: EmotionWordUse.Naming(byWord), emotion: EmotionWordUse.Naming(byClass)))
    }
    return (fields, uses)
  }

  private func tell(_ field: CorpusField, _ values: LabelledValues?) -> FieldTell? {
    guard let values, values.names.count > 1 else { return nil }
    return FieldTell(
      field, isAdmitted: field.isAdmitted(by: inputs), values, emotions: emotions, folds: folds)
  }

  /// Deals the conversations out to the folds in a shuffled order; records of one id stay together.
  private static func folds(_ records: [LeakRecord]) -> [Int] {
    var generator = SeededGenerator(42)
    var ids: [String] = []
    var known: Set<String> = []
    for record in records where known.insert(record.conversation.id).inserted {
      ids.append(record.conversation.id)
    }
    for last in stride(from: ids.count - 1, to: 0, by: -1) {
      ids.swapAt(last, generator.index(below: last + 1))
    }
    let folds = Dictionary(
      uniqueKeysWithValues: ids.enumerated().map { ($1, $0 % LabelledValues.numFolds) })
    return records.map { folds[$0.conversation.id] ?? 0 }
  }
}
