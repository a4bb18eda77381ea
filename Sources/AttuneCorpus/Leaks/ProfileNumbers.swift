import AttuneCore

/// What the profile numbers of the speakers stand for.
public struct ProfileNumbers: Codable, Sendable, Equatable {
  /// Distinct numbers.
  public var numbers: Int
  /// Conversations whose speaker has a number.
  public var conversations: Int
  /// Conversations whose speaker has none.
  public var unnumbered: Int
  /// Numbers that stand with two ages, genders or timbres: such a number is no one person.
  public var contradictory: Int

  /// Counts over the speakers of all records.
  init(_ records: [LeakRecord]) {
    var profiles: [Int: [SpeakerProfile]] = [:]
    for speaker in records.compactMap(\.conversation.speaker) {
      if let number = speaker.id { profiles[number, default: []].append(speaker) }
    }
    func areSeveral<Value: Hashable>(_ values: [Value?]) -> Bool {
      Set(values.compactMap(\.self)).count > 1
    }
    numbers = profiles.count
    conversations = profiles.values.reduce(0) { $0 + $1.count }
    unnumbered = records.count - conversations
    contradictory = profiles.values.count { profiles in
      areSeveral(profiles.map(\.age)) || areSeveral(profiles.map(\.gender))
        || areSeveral(profiles.map(\.timbre))
    }
  }
}
