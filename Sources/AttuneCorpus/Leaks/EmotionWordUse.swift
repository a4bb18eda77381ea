import AttuneCore

/// How often the texts of a field name their own label, and how often the same words for others.
///
/// People who talk of feelings name many; a text that gives its label away names that one.
public struct EmotionWordUse: Codable, Sendable, Equatable {
  /// The count for one kind of name.
  public struct Naming: Codable, Sendable, Equatable {
    /// Conversations whose field names their own label.
    public var own: Int
    /// How many would if the label had nothing to do with it (Mantel and Haenszel 1959).
    public var expected: Double
    /// How many times as often the field names a label that is its own as one that is not: Mantel
    /// and Haenszel's risk ratio over the words; `nil` where no field names another's label.
    public var lift: Double?
    /// How likely chance alone gives as many.
    public var pValue: Double

    enum CodingKeys: String, CodingKey {
      case own, expected, lift
      case pValue = "p_value"
    }
  }

  /// The field.
  public var field: CorpusField
  /// Whether a model can learn from it, by the input policy.
  public var isAdmitted: Bool
  /// Labelled conversations that have the field.
  public var count: Int
  /// The label's word or one of its forms.
  public var word: Naming
  /// The name of the label's class, or any of the class's words.
  public var emotion: Naming

  /// Share of the fields that name their own label's word, 0…1.
  public var ownWordShare: Double { count > 0 ? Double(word.own) / Double(count) : 0 }

  enum CodingKeys: String, CodingKey {
    case field
    case isAdmitted = "is_admitted"
    case count, word, emotion
  }
}

extension EmotionWordUse.Naming {
  /// Counts over what each text names and what its label is.
  init<Name: Hashable>(_ texts: [(named: Set<Name>, label: Name)]) {
    var labelled: [Name: Int] = [:]
    var naming: [Name: Int] = [:]
    var both: [Name: Int] = [:]
    for text in texts {
      labelled[text.label, default: 0] += 1
      for name in text.named { naming[name, default: 0] += 1 }
      if text.named.contains(text.label) { both[text.label, default: 0] += 1 }
    }
    let total = Double(texts.count)
    var (own, expected, variance, above, below) = (0, 0.0, 0.0, 0.0, 0.0)
    // One table for each name: texts that name it or not, with it as their label or not. They are
    // summed in an order of their own, so that the same texts give the same digits.
    let tables = labelled.map { name, count in
      (count, naming[name] ?? 0, both[name] ?? 0)
    }.sorted(by: <)
    for (count, names, ownNames) in tables {
      let (labels, names, ownNames) = (Double(count), Double(names), Double(ownNames))
      own += Int(ownNames)
      expected += labels * names / total
      if total > 1 {
        variance +=
          labels * (total - labels) * names * (total - names) / (total * total * (total - 1))
      }
      above += ownNames * (total - labels) / total
      below += (names - ownNames) * labels / total
    }
    self.init(
      own: own, expected: expected, lift: below > 0 ? above / below : nil,
      pValue: variance > 0
        ? TailProbability.normal((Double(own) - expected) / variance.squareRoot()) : 1)
  }
}
