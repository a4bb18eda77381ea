import TensorBoard
import Yams

extension RunConfiguration {
  /// The configuration as it stands in `run.yaml`.
  func yaml() throws -> String {
    let encoder = YAMLEncoder()
    encoder.options.sortKeys = false
    return try encoder.encode(self)
  }

  /// Every value of the configuration by its key path, but for those of `logging:`, which change
  /// nothing, and those that are null.
  func hyperparameters() throws -> [String: Hyperparameter] {
    guard let root = try Yams.compose(yaml: yaml()) else { return [:] }
    var found: [String: Hyperparameter] = [:]
    Self.collect(root, at: "", into: &found)
    return found.filter { !$0.key.hasPrefix("logging.") }
  }

  private static func collect(
    _ node: Node, at path: String, into found: inout [String: Hyperparameter]
  ) {
    if let mapping = node.mapping {
      for (key, value) in mapping {
        collect(
          value, at: path.isEmpty ? key.string ?? "" : "\(path).\(key.string ?? "")", into: &found)
      }
    } else if let sequence = node.sequence {
      found[path] = .text(sequence.map { $0.string ?? "…" }.joined(separator: ", "))
    } else if node.null != nil {
      return
    } else if let flag = node.bool {
      found[path] = .flag(flag)
    } else if let number = node.float {
      found[path] = .number(number)
    } else {
      found[path] = .text(node.string ?? "")
    }
  }
}
