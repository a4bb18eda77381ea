import AttuneCore

/// Looks for texts that stand in two splits.
struct SharedTextSearch {
  private static let fields: [CorpusField] = [
    .context, .utterance, .speakerHistory, .listenerHistory, .response, .eventScenario,
    .emotionCause, .goalToResponse,
  ]
  private static let numExamples = 5

  /// One text of the corpus, wherever it stands.
  private struct Text {
    let words: [Int32]
    /// Where it stands first in each split.
    var places: [Split: Place] = [:]
    /// The text of each split that is most like it.
    var twins: [Split: (text: Int, jaccard: Double)] = [:]
  }

  private struct Place {
    let conversation: String
    let field: CorpusField
    let text: String
  }

  private var texts: [Text] = []
  /// The texts of each record, by their positions.
  private var textsOfRecords: [[Int]] = []
  private let records: [LeakRecord]
  private let isAdmitted: Bool

  /// What the splits share, for each two of them that share anything.
  ///
  /// - Parameter isAdmitted: whether to look through the fields that the policy lets in, or the rest.
  static func search(
    _ records: [LeakRecord], inputs: InputPolicy, isAdmitted: Bool
  ) -> [SharedTexts] {
    let chosen = fields.filter { $0.isAdmitted(by: inputs) == isAdmitted }
    var search = SharedTextSearch(records, fields: chosen, isAdmitted: isAdmitted)
    search.findTwins()
    return SplitPair.all.map(search.shared).filter { $0.conversations > 0 }
  }

  private init(_ records: [LeakRecord], fields: [CorpusField], isAdmitted: Bool) {
    self.records = records
    self.isAdmitted = isAdmitted
    var numbers: [[Int32]: Int] = [:]
    for record in records {
      guard let split = record.split else {
        textsOfRecords.append([])
        continue
      }
      var own: [Int] = []
      for field in fields {
        for text in record.texts(of: field) where text.words.count >= LeakRules.shortestText {
          let number = numbers[text.words] ?? texts.count
          if number == texts.count {
            numbers[text.words] = number
            texts.append(Text(words: text.words))
          }
          if texts[number].places[split] == nil {
            texts[number].places[split] = Place(
              conversation: record.conversation.key, field: field, text: text.text)
          }
          own.append(number)
        }
      }
      textsOfRecords.append(own)
    }
  }

  private mutating func findTwins() {
    let homes = texts.map { Set($0.places.keys) }
    for (number, home) in homes.enumerated() where home.count > 1 {
      for split in home { texts[number].twins[split] = (number, 1) }
    }
    TextJoin(texts.map(\.words), threshold: LeakRules.nearTextJaccard).pairs { first, second in
      homes[first].count > 1 || homes[first] != homes[second]
    } _: { first, second, jaccard in
      for (number, other) in [(first, second), (second, first)] {
        for split in homes[other] where jaccard > texts[number].twins[split]?.jaccard ?? 0 {
          texts[number].twins[split] = (other, jaccard)
        }
      }
    }
  }

  private func shared(_ pair: SplitPair) -> SharedTexts {
    var found = SharedTexts(
      measured: pair.measured, other: pair.other, isAdmitted: isAdmitted, total: 0)
    var seen: Set<Int> = []
    for (record, own) in zip(records, textsOfRecords) where record.split == pair.measured {
      found.total += 1
      let shared = own.filter { texts[$0].twins[pair.other] != nil }
      guard let first = shared.first else { continue }
      found.conversations += 1
      if found.examples.count < Self.numExamples, let example = example(first, pair) {
        found.examples.append(example)
      }
      for number in shared where seen.insert(number).inserted {
        if texts[number].places[pair.other] != nil {
          found.equal += 1
        } else {
          found.nearlyEqual += 1
        }
      }
    }
    return found
  }

  private func example(_ number: Int, _ pair: SplitPair) -> SharedTexts.Pair? {
    guard let twin = texts[number].twins[pair.other],
      let here = texts[number].places[pair.measured],
      let there = texts[twin.text].places[pair.other]
    else { return nil }
    return SharedTexts.Pair(
      conversation: here.conversation, field: here.field, text: here.text,
      otherConversation: there.conversation, otherText: there.text, jaccard: twin.jaccard)
  }
}
