import AttuneCore
import Foundation

/// The vocabularies of a run, made from its training split alone.
public struct Vocabularies: Codable, Sendable, Hashable {
  /// Topics.
  public let topic: Vocabulary
  /// Event scenarios of the annotated rationale.
  public let eventScenario: Vocabulary
  /// Emotion causes of the annotated rationale.
  public let emotionCause: Vocabulary
  /// Goals of the response of the annotated rationale.
  public let goalToResponse: Vocabulary

  enum CodingKeys: String, CodingKey {
    case topic
    case eventScenario = "event_scenario"
    case emotionCause = "emotion_cause"
    case goalToResponse = "goal_to_response"
  }

  /// Collects the strings of the conversations' last turns.
  public init(_ conversations: [Conversation]) {
    let rationales = conversations.compactMap { $0.turns.last?.rationale }
    topic = Vocabulary(conversations.compactMap(\.topic))
    eventScenario = Vocabulary(rationales.compactMap(\.eventScenario))
    emotionCause = Vocabulary(rationales.compactMap(\.emotionCause))
    goalToResponse = Vocabulary(rationales.compactMap(\.goalToResponse))
  }

  /// Reads `vocabulary.json`.
  ///
  /// - Throws: `FileError` naming the file.
  public init(contentsOf url: URL) throws {
    guard let data = try? Data(contentsOf: url) else { throw FileError(url, "is missing") }
    do {
      self = try JSONDecoder().decode(Vocabularies.self, from: data)
    } catch {
      throw FileError(url, "is no vocabulary; restore it from the run's backup or train again")
    }
  }

  /// Writes `vocabulary.json`.
  public func write(to url: URL) throws {
    try AtomicFile.write(json: self, to: url)
  }
}
