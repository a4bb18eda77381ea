import AttuneCore

/// The input policy in words.
enum PolicyText {
  /// What a switch lets through.
  struct Field: Sendable {
    let path: any WritableKeyPath<InputPolicy, Bool> & Sendable
    let name: String
    /// Whether it knows the label or the future.
    let leaks: Bool
  }

  /// All switches in the order of the policy's keys.
  static let fields = [
    Field(path: \.context, name: "the situation in words", leaks: false),
    Field(path: \.dialogue, name: "earlier utterances", leaks: false),
    Field(path: \.response, name: "the listener's reply, which comes later", leaks: true),
    Field(path: \.profiles, name: "age, gender and timbre of both people", leaks: false),
    Field(path: \.profileID, name: "the number of each profile", leaks: true),
    Field(path: \.topic, name: "the topic", leaks: false),
    Field(path: \.rationale, name: "the annotators' reasons for the label", leaks: true),
  ]

  /// What a policy lets through.
  static func seen(_ policy: InputPolicy) -> [String] {
    fields.filter { policy[keyPath: $0.path] }.map(\.name)
  }

  /// What a policy holds back.
  static func hidden(_ policy: InputPolicy) -> [String] {
    fields.filter { !policy[keyPath: $0.path] }.map(\.name)
  }

  /// What a policy lets through that knows the label or the future.
  static func leaks(_ policy: InputPolicy) -> [String] {
    fields.filter { $0.leaks && policy[keyPath: $0.path] }.map(\.name)
  }

  /// What any of some models may see; what an honest one may where no table says it.
  static func union(_ policies: [InputPolicy]) -> InputPolicy {
    guard var union = policies.first else { return .honest }
    for policy in policies.dropFirst() {
      for field in fields where policy[keyPath: field.path] { union[keyPath: field.path] = true }
    }
    return union
  }
}
