import AttuneCore
import Foundation

extension Corpus {
  /// One line about what is in the files but not used, or `nil` where all is used.
  public var leftOut: String? {
    let unlabelled =
      unassigned.count
      + Split.allCases.flatMap(conversations(in:)).count { $0.turns.last?.emotion == nil }
    var parts: [String] = []
    if numQuarantinedConversations > 0 || numQuarantinedMedia > 0 {
      parts.append(
        "\(numQuarantinedConversations) conversations and \(numQuarantinedMedia) media by "
          + Quarantine.file(of: root).lastPathComponent)
    }
    if unlabelled > 0 { parts.append("\(unlabelled) records without a turn that has a label") }
    return parts.isEmpty ? nil : "left out: " + parts.joined(separator: ", ")
  }
}
