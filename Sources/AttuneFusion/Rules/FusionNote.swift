import Foundation

/// How learned numbers are told to people.
enum FusionNote {
  static func number(_ value: Double) -> String { String(format: "%.3f", value) }
}
