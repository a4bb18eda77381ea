import AttuneCore
import Foundation

/// Results for programs.
enum JSONOutput {
  /// Prints a value as indented JSON, the keys sorted.
  static func print(_ value: some Encodable) throws {
    Swift.print(String(decoding: try IndentedJSON.data(of: value), as: UTF8.self), terminator: "")
  }
}
