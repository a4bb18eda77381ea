import AttuneModels
import Foundation
import Yams

/// A configuration as nested keys, before it is given its type.
///
/// A file and the `--set` arguments are laid over a preset. The result is decoded and encoded
/// again: a key that does not survive the round trip is one that nobody reads, and so an error.
struct ConfigurationTree {
  private var root: Node
  private let preset: Node
  /// Every key path that was laid over the preset, and where it came from.
  private var overlaid: [(path: [String], source: String)] = []
  /// Sections that may be given by a name instead of by their keys.
  private let named: [String: [String: Node]]

  init<Value: Encodable, Section: Encodable>(
    preset: Value, named: [String: [String: Section]]
  ) throws {
    root = try Self.node(of: preset)
    self.preset = root
    self.named = try named.mapValues { try $0.mapValues { try Self.node(of: $0) } }
  }

  /// The scalar at the top of a YAML document, or `nil` where there is none.
  static func scalar(_ key: String, in yaml: String, source: String) throws -> String? {
    try compose(yaml, source: source)?.mapping?[Node(key)]?.string
  }

  /// Lays the keys of a YAML document over the tree.
  mutating func overlay(yaml: String, source: String) throws {
    guard let node = try Self.compose(yaml, source: source), node.null == nil else { return }
    guard case .mapping = node else {
      throw ConfigurationError.syntax(source: source, reason: "expected keys and values")
    }
    root = merged(node, into: root, at: [], source: source)
  }

  /// Lays one `key.path=value` argument over the tree.
  mutating func overlay(argument: String) throws {
    guard let equals = argument.firstIndex(of: "=") else {
      throw ConfigurationError.malformedOverride(argument)
    }
    let path = argument[..<equals].split(separator: ".", omittingEmptySubsequences: false)
      .map(String.init)
    guard path.allSatisfy({ !$0.isEmpty }) else {
      throw ConfigurationError.malformedOverride(argument)
    }
    let source = "--set \(argument)"
    var node: Node
    do {
      node = try Yams.compose(yaml: String(argument[argument.index(after: equals)...])) ?? Node("")
    } catch {
      throw ConfigurationError.malformedOverride(argument)
    }
    for key in path.reversed() { node = Node([(Node(key), node)]) }
    root = merged(node, into: root, at: [], source: source)
  }

  /// Gives the tree its type, and refuses keys that the type does not know.
  ///
  /// - Parameter validate: checks the value; its errors then name what gave the value at their path.
  func decoded<Value: Codable>(
    as type: Value.Type, source: String, validate: (Value) throws -> Void
  ) throws -> Value {
    let value: Value = try decode(root, source: source)
    let known = try Self.node(of: value)
    for (path, source) in overlaid where Self.lookup(path, in: known) == nil {
      if Self.lookup(path, in: root)?.null != nil, reads(path, as: Value.self) { continue }
      throw ConfigurationError.unknownKey(
        source: source, path: path.joined(separator: "."),
        known: knownKeys(near: path, of: value, in: known))
    }
    do {
      try validate(value)
    } catch ConfigurationError.invalidValue(let source, let path, let reason) {
      throw ConfigurationError.invalidValue(
        source: self.source(of: path.components(separatedBy: ".")) ?? source, path: path,
        reason: reason)
    }
    return value
  }

  /// Whether decoding reads a key, also one that is absent: a value of an impossible type tells,
  /// since only a known key is ever decoded.
  private func reads<Value: Decodable>(_ path: [String], as type: Value.Type) -> Bool {
    let probe = replacing(path, with: Node([Node([(Node("?"), Node("?"))])]))
    return (try? decode(probe, source: "") as Value) == nil
  }

  private func knownKeys<Value: Decodable>(
    near path: [String], of value: Value, in known: Node
  ) -> [String] {
    var depth = path.count - 1
    while depth > 0, Self.lookup(Array(path[..<depth]), in: known) == nil { depth -= 1 }
    let parent = Array(path[..<depth])
    guard let keys = Self.lookup(parent, in: known)?.mapping?.keys else { return [] }
    let absent = Self.absentKeys(of: value).filter { reads(parent + [$0], as: Value.self) }
    return absent.union(keys.compactMap(\.string)).sorted()
  }

  /// What the properties without a value may be called as keys: an encoding leaves them out.
  private static func absentKeys(of value: Any) -> Set<String> {
    Mirror(reflecting: value).children.reduce(into: []) { keys, child in
      let mirror = Mirror(reflecting: child.value)
      if let label = child.label, mirror.displayStyle == .optional, mirror.children.isEmpty {
        keys.insert(label.reduce("") { $0 + ($1.isUppercase ? "_" : "") + $1.lowercased() })
      } else {
        keys.formUnion(absentKeys(of: child.value))
      }
    }
  }

  private mutating func merged(
    _ overlay: Node, into target: Node, at path: [String], source: String
  ) -> Node {
    if path.count == 1, let name = overlay.string, let section = named[path[0]]?[name] {
      overlaid.append((path, source))
      return section
    }
    guard let keys = overlay.mapping, var mapping = target.mapping, !keys.isEmpty else {
      overlaid.append((path, source))
      return overlay
    }
    for (key, value) in keys {
      let path = path + [key.string ?? ""]
      if let child = mapping[key] {
        mapping[key] = merged(value, into: child, at: path, source: source)
      } else {
        record(value, at: path, source: source)
        mapping[key] = value
      }
    }
    return .mapping(mapping)
  }

  private mutating func record(_ node: Node, at path: [String], source: String) {
    guard let mapping = node.mapping, !mapping.isEmpty else {
      overlaid.append((path, source))
      return
    }
    for (key, value) in mapping { record(value, at: path + [key.string ?? ""], source: source) }
  }

  /// What gave the value at a key path, where it is not the preset's.
  func change<Value: Encodable>(of path: String, in value: Value) throws -> String? {
    let path = path.components(separatedBy: ".")
    let isChanged = try Self.lookup(path, in: Self.node(of: value)) != Self.lookup(path, in: preset)
    return isChanged ? source(of: path) : nil
  }

  private func replacing(_ path: [String], with value: Node) -> Node {
    func replace(_ node: Node, _ rest: ArraySlice<String>) -> Node {
      guard let key = rest.first else { return value }
      guard var mapping = node.mapping else { return node }
      mapping[Node(key)] = replace(mapping[Node(key)] ?? .mapping([:]), rest.dropFirst())
      return .mapping(mapping)
    }
    return replace(root, path[...])
  }

  private func decode<Value: Decodable>(_ node: Node, source: String) throws -> Value {
    do {
      return try YAMLDecoder().decode(Value.self, from: node)
    } catch let error as DecodingError {
      let (path, reason) = error.located
      throw ConfigurationError.invalidValue(
        source: self.source(of: path) ?? source, path: path.joined(separator: "."), reason: reason)
    }
  }

  /// Where the value at a key path came from, or something in it; `nil` where the preset has it.
  func source(of path: [String]) -> String? {
    (overlaid.last { path.starts(with: $0.path) } ?? overlaid.last { $0.path.starts(with: path) })?
      .source
  }

  private static func compose(_ yaml: String, source: String) throws -> Node? {
    do {
      return try Yams.compose(yaml: yaml)
    } catch {
      let reason = String(describing: error).split(separator: "\n").joined(separator: " ")
      throw ConfigurationError.syntax(source: source, reason: reason)
    }
  }

  private static func lookup(_ path: [String], in node: Node) -> Node? {
    path.reduce(Optional(node)) { node, key in node?.mapping?[Node(key)] }
  }

  private static func node<Value: Encodable>(of value: Value) throws -> Node {
    try Yams.compose(yaml: YAMLEncoder().encode(value)) ?? Node([(Node, Node)]())
  }
}
