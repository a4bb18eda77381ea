import AttuneCore

/// What one field alone tells of the label.
///
/// To each value the best answer is learned from four fifths of the conversations and tried on the
/// last, five times, so that a value which stands for one conversation tells nothing.
public struct FieldTell: Codable, Sendable, Equatable {
  /// What counts as a value.
  public enum Reading: String, Codable, Sendable {
    /// What stands in the field, or its absence.
    case value
    /// The range of a number, each with as many conversations as the others.
    case range
    /// The emotion words that the field holds.
    case words
  }

  /// A value that stands for one class almost without exception.
  public struct NamingValue: Codable, Sendable, Equatable {
    /// The value.
    public var value: String
    /// The class that it names.
    public var emotion: Emotion
    /// Labelled conversations with the value.
    public var count: Int
    /// Share of them that have the class, 0…1.
    public var share: Double
  }

  /// The field.
  public var field: CorpusField
  /// What counts as a value.
  public var reading: Reading
  /// Whether a model can learn from the field, by the input policy.
  public var isAdmitted: Bool
  /// Labelled conversations.
  public var count: Int
  /// How many of them have the field.
  public var present: Int
  /// Distinct values, absence among them.
  public var values: Int
  /// Share of the conversations that the best answers get right, 0…1.
  public var accuracy: Double
  /// The same for always answering the most frequent class.
  public var majorityAccuracy: Double
  /// Macro-F1 of the best answers over the classes that occur, 0…1.
  public var macroF1: Double
  /// The same for always answering the most frequent class.
  public var majorityMacroF1: Double
  /// How likely chance alone gets as many more right (sign test on what the two answers get right).
  public var pValue: Double
  /// Values that name a class, the most frequent first.
  public var namingValues: [NamingValue]
  /// Share of one class's conversations that have a value which names it, of the class where it is
  /// largest, 0…1.
  public var namedClassShare: Double

  /// Share of the majority's errors that the field mends (Goodman and Kruskal's λ), 0 at least.
  public var errorReduction: Double {
    majorityAccuracy < 1 ? max(0, (accuracy - majorityAccuracy) / (1 - majorityAccuracy)) : 0
  }

  /// Share of the conversations whose value names a class, 0…1.
  public var namedShare: Double {
    count > 0 ? Double(namingValues.reduce(0) { $0 + $1.count }) / Double(count) : 0
  }

  enum CodingKeys: String, CodingKey {
    case field, reading
    case isAdmitted = "is_admitted"
    case count, present, values, accuracy
    case majorityAccuracy = "majority_accuracy"
    case macroF1 = "macro_f1"
    case majorityMacroF1 = "majority_macro_f1"
    case pValue = "p_value"
    case namingValues = "naming_values"
    case namedClassShare = "named_class_share"
  }
}
