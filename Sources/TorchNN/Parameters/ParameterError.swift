/// Why the parameters of a model and those of its checkpoints do not fit each other.
///
/// It lists everything at once, so that a wrong checkpoint is understood from one message.
public struct ParameterError: Error, Hashable, Sendable {
  /// One path or key that does not fit.
  public struct Finding: Hashable, Sendable {
    /// The full path in the model, or the key in the checkpoint if the model has no such path.
    public let path: String
    /// The checkpoint, or `nil` where the problem lies in the model.
    public let source: String?
    /// What does not fit.
    public let problem: Problem

    /// Makes a finding from its parts.
    public init(path: String, source: String?, problem: Problem) {
      (self.path, self.source, self.problem) = (path, source, problem)
    }
  }

  /// What does not fit.
  public enum Problem: Hashable, Sendable {
    /// The checkpoint has none of the keys under which the path may be found.
    case missing(keys: [String])
    /// The checkpoint has the key with another shape.
    case mismatched(key: String, expected: [Int], actual: [Int])
    /// The checkpoint has the key in a type that cannot take the place of the expected one.
    case wrongType(key: String, expected: String, actual: String)
    /// The checkpoint has a key that no path asked for and that is not known to be left over.
    case unused
    /// Two paths of the model read the same key.
    case usedTwice(key: String)
    /// Two parts of the model asked for the same path.
    case duplicatePath
  }

  /// Everything that does not fit, in the order of the model and then of the checkpoints.
  public let findings: [Finding]

  /// Makes an error from what was found.
  public init(_ findings: [Finding]) { self.findings = findings }

  /// The full paths of the parameters that no checkpoint has.
  public var missing: [String] {
    findings.compactMap { if case .missing = $0.problem { $0.path } else { nil } }
  }

  /// The full paths of the parameters that a checkpoint has in another shape or type.
  public var mismatched: [String] {
    findings.compactMap {
      switch $0.problem {
      case .mismatched, .wrongType: $0.path
      default: nil
      }
    }
  }

  /// The keys of checkpoints that the model does not have.
  public var unused: [String] {
    findings.compactMap { if case .unused = $0.problem { $0.path } else { nil } }
  }
}

extension ParameterError: CustomStringConvertible {
  /// How many findings of one kind a message shows; ``findings`` has them all.
  private static let maximumShown = 50

  /// One line with all findings, grouped by checkpoint and kind.
  public var description: String {
    var groups: [(title: String, items: [String])] = []
    for finding in findings {
      let title = [finding.source, finding.problem.title].compactMap { $0 }.joined(separator: ": ")
      let item = Self.oneLine(finding.path + finding.problem.detail)
      if let index = groups.firstIndex(where: { $0.title == title }) {
        groups[index].items.append(item)
      } else {
        groups.append((title, [item]))
      }
    }
    return groups.map { group in
      let shown = group.items.prefix(Self.maximumShown).joined(separator: ", ")
      let numHidden = group.items.count - Self.maximumShown
      return "\(group.title) (\(group.items.count)): \(shown)"
        + (numHidden > 0 ? " and \(numHidden) more" : "")
    }.joined(separator: "; ")
  }

  /// Keys come from files, so they may hold line breaks or be absurdly long.
  private static func oneLine(_ text: String, limit: Int = 300) -> String {
    let line = String(text.prefix(limit).map { $0.isNewline ? "\u{FFFD}" : $0 })
    return line + (line.count < text.count ? "…" : "")
  }
}

extension ParameterError.Problem {
  fileprivate var title: String {
    switch self {
    case .missing: "missing parameters"
    case .mismatched, .wrongType: "parameters of another shape or type"
    case .unused: "keys that the model does not have"
    case .usedTwice: "keys that two parameters read"
    case .duplicatePath: "paths that the model has twice"
    }
  }

  fileprivate var detail: String {
    switch self {
    case .missing(let keys): keys.count > 1 ? " (as \(keys.joined(separator: " or ")))" : ""
    case .mismatched(let key, let expected, let actual):
      " (\(key) is \(actual), expected \(expected))"
    case .wrongType(let key, let expected, let actual):
      " (\(key) is \(actual), expected \(expected))"
    case .usedTwice(let key): " (\(key))"
    case .unused, .duplicatePath: ""
    }
  }
}
