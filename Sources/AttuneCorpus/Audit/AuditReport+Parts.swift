import AttuneCore

extension AuditReport {
  /// What one split holds.
  public struct SplitCounts: Codable, Sendable, Equatable {
    /// Records.
    public var records = 0
    /// Labelled records of each class.
    public var classes: [String: Int] = [:]
    /// Labelled records of each word.
    public var words: [String: Int] = [:]
    /// Distinct profile IDs of speakers.
    public var speakers = 0
  }

  /// An id that stands in two splits.
  public struct SharedID: Codable, Sendable, Equatable {
    /// The id.
    public var id: String
    /// The splits it stands in.
    public var splits: [String]
    /// Keys of the records to leave out: test keeps its own before validation, that before train.
    public var leftOut: [String]

    enum CodingKeys: String, CodingKey {
      case id, splits
      case leftOut = "left_out"
    }
  }

  /// What was found of one kind of medium.
  public struct MediaCounts: Codable, Sendable, Equatable {
    /// Media that the records name.
    public var expected = 0
    /// How many of them exist.
    public var found = 0
    /// How many are in each condition, by its name.
    public var conditions: [String: Int] = [:]
    /// The first missing paths in alphabetical order, relative to the corpus.
    public var missingExamples: [String] = []
    /// How many decode, so that their length is known.
    public var measured = 0
    /// Seconds of all that decode.
    public var totalSeconds = 0.0
    /// Seconds of the shortest.
    public var shortestSeconds: Double?
    /// Seconds of the longest.
    public var longestSeconds: Double?

    /// Seconds of one that decodes, on average.
    public var meanSeconds: Double? { measured > 0 ? totalSeconds / Double(measured) : nil }

    enum CodingKeys: String, CodingKey {
      case expected, found, conditions, measured
      case missingExamples = "missing_examples"
      case totalSeconds = "total_seconds"
      case shortestSeconds = "shortest_seconds"
      case longestSeconds = "longest_seconds"
    }
  }

  /// One medium that is not in order.
  public struct Finding: Codable, Sendable, Equatable {
    /// Path relative to the corpus.
    public var path: String
    /// What was looked for in it.
    public var modality: Modality
    /// Name of the condition.
    public var condition: String
    /// Details in words.
    public var detail: String?
  }
}
