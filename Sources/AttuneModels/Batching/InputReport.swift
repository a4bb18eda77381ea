import AttuneCore

/// What went into a model and what did not: nothing is left out in silence.
public struct InputReport: Codable, Sendable, Equatable {
  /// Conversation turns seen.
  public var turns = 0
  /// Utterances in them, within the input policy.
  public var utterances = 0
  /// Texts that were longer than the limit.
  public var truncatedTexts = 0
  /// Tokens cut off from them.
  public var truncatedTokens = 0
  /// Sound clips that were longer than the limit.
  public var truncatedSounds = 0
  /// Texts that were not given and were heard by a transcriber.
  public var transcribedTexts = 0
  /// Those of them whose sound was longer than the transcriber's limit.
  public var truncatedTranscripts = 0
  /// Texts that were not given and could not be heard, since their sound is unusable.
  public var untranscribedTexts = 0
  /// Utterances left out because a dialogue was longer than the limit.
  public var droppedUtterances = 0
  /// Media that were asked for and used, by modality.
  public var used: [String: Int] = [:]
  /// Media that were asked for and could not be used, by modality and condition.
  public var missing: [String: [String: Int]] = [:]
  /// The first unusable media by name, ``namedLimit`` at most.
  public var named: [String] = []

  enum CodingKeys: String, CodingKey {
    case turns, utterances
    case truncatedTexts = "truncated_texts"
    case truncatedTokens = "truncated_tokens"
    case truncatedSounds = "truncated_sounds"
    case transcribedTexts = "transcribed_texts"
    case truncatedTranscripts = "truncated_transcripts"
    case untranscribedTexts = "untranscribed_texts"
    case droppedUtterances = "dropped_utterances"
    case used, missing, named
  }

  /// How many unusable media are named; all of them are counted.
  public static let namedLimit = 100

  /// Creates an empty report.
  public init() {}

  /// Number of unusable media of all kinds.
  public var numMissing: Int { missing.values.flatMap(\.values).reduce(0, +) }

  /// Counts one medium that could not be used.
  mutating func recordMissing(_ modality: Modality, condition: String, named name: String) {
    missing[modality.rawValue, default: [:]][condition, default: 0] += 1
    note(name)
  }

  /// Counts one text that could not be heard.
  public mutating func recordUntranscribed(named name: String) {
    untranscribedTexts += 1
    note(name)
  }

  /// Names an unusable medium, once where transcriber and model both wanted it.
  private mutating func note(_ name: String) {
    if named.count < Self.namedLimit, !named.contains(name) { named.append(name) }
  }

  /// Adds another report's counts.
  public mutating func merge(_ other: InputReport) {
    turns += other.turns
    utterances += other.utterances
    truncatedTexts += other.truncatedTexts
    truncatedTokens += other.truncatedTokens
    truncatedSounds += other.truncatedSounds
    transcribedTexts += other.transcribedTexts
    truncatedTranscripts += other.truncatedTranscripts
    untranscribedTexts += other.untranscribedTexts
    droppedUtterances += other.droppedUtterances
    used.merge(other.used, uniquingKeysWith: +)
    for (modality, conditions) in other.missing {
      missing[modality, default: [:]].merge(conditions, uniquingKeysWith: +)
    }
    named = Array((named + other.named).prefix(Self.namedLimit))
  }

  /// One line for a log with the first unusable medium, or `nil` when everything was used whole.
  public var summary: String? {
    var parts: [String] = []
    for modality in Modality.allCases {
      guard let conditions = missing[modality.rawValue] else { continue }
      let total = conditions.values.reduce(0, +) + used[modality.rawValue, default: 0]
      let listed = conditions.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      parts.append("\(modality.rawValue): \(listed.joined(separator: ", ")) of \(total)")
    }
    if truncatedTexts > 0 {
      parts.append("\(truncatedTexts) texts cut, \(truncatedTokens) tokens in all")
    }
    if truncatedSounds > 0 { parts.append("\(truncatedSounds) sounds cut at the limit") }
    if transcribedTexts > 0 {
      let cut = truncatedTranscripts > 0 ? ", \(truncatedTranscripts) of a cut sound" : ""
      parts.append("\(transcribedTexts) texts transcribed, not given\(cut)")
    }
    if untranscribedTexts > 0 { parts.append("\(untranscribedTexts) texts could not be heard") }
    if droppedUtterances > 0 { parts.append("\(droppedUtterances) utterances over the limit") }
    if let first = named.first { parts.append(numMissing == 1 ? first : "the first: \(first)") }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}
