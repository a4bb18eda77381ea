import Foundation

extension Double {
  /// The number as a log shows it.
  func shown(digits: Int) -> String {
    String(format: "%.\(digits)f", self)
  }
}
