import AttuneCore

/// The JSON names of the input policy's switches, in the order in which they are written.
enum PolicyKeys {
  static var all: [(name: String, path: WritableKeyPath<InputPolicy, Bool>)] {
    [
      ("context", \.context), ("dialogue", \.dialogue), ("response", \.response),
      ("profiles", \.profiles), ("profile_id", \.profileID), ("topic", \.topic),
      ("rationale", \.rationale),
    ]
  }
}
