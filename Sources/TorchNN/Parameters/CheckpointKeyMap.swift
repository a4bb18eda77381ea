/// A table of how the parameter paths of a model are spelled in a checkpoint.
///
/// Each row is a pair of patterns over dot-separated paths: `{}` stands for exactly one component,
/// `**` for any number of them. A path is looked up under the key of every row that matches it,
/// in the order of the rows, and last under its own name; the first key that the checkpoint has
/// wins. So one row suffices for a second spelling:
///
/// ```swift
/// CheckpointKeyMap([
///   .init("**", "bert.**"),
///   .init("**.LayerNorm.weight", "bert.**.LayerNorm.gamma"),
/// ])
/// ```
public struct CheckpointKeyMap: Hashable, Sendable {
  /// One pair of spellings.
  public struct Row: Hashable, Sendable {
    /// The pattern of paths in our models.
    public let path: String
    /// The pattern of the same keys in the checkpoint.
    public let key: String
    let pathPattern: KeyPattern
    let keyPattern: KeyPattern

    /// Pairs two patterns.
    ///
    /// - Precondition: Both have the same wildcards in the same order; otherwise the row could not
    ///   be read in both directions.
    public init(_ path: String, _ key: String) {
      (self.path, self.key) = (path, key)
      (pathPattern, keyPattern) = (KeyPattern(path), KeyPattern(key))
      precondition(
        pathPattern.wildcards == keyPattern.wildcards,
        "the wildcards of \(path) and \(key) must be the same in the same order")
    }
  }

  /// The rows in the order in which they are tried.
  public let rows: [Row]

  /// Makes a table.
  public init(_ rows: [Row]) { self.rows = rows }

  /// The table for checkpoints that spell every path as we do.
  public static let identity = CheckpointKeyMap([])

  /// The older spelling of weight normalisation (`weight_g`, `weight_v`), at any depth.
  public static let legacyWeightNorm = CheckpointKeyMap([
    Row("**.parametrizations.weight.original0", "**.weight_g"),
    Row("**.parametrizations.weight.original1", "**.weight_v"),
  ])

  /// Tries the rows of both tables, those of `first` before those of `second`.
  public static func + (first: CheckpointKeyMap, second: CheckpointKeyMap) -> CheckpointKeyMap {
    CheckpointKeyMap(first.rows + second.rows)
  }

  /// The keys under which a checkpoint may hold a path, the preferred one first.
  public func keys(for path: String) -> [String] {
    Self.distinct(
      rows.compactMap { row in row.pathPattern.captures(in: path).map(row.keyPattern.key) }
        + [path])
  }

  /// The paths that a key of a checkpoint may stand for: the inverse of ``keys(for:)``.
  public func paths(for key: String) -> [String] {
    Self.distinct(
      rows.compactMap { row in row.keyPattern.captures(in: key).map(row.pathPattern.key) } + [key])
  }

  /// The keys that more than one of these paths would read, each with those paths.
  ///
  /// A table is one-to-one over a model exactly if this is empty for all paths of the model.
  public func collisions(among paths: [String]) -> [String: [String]] {
    var readers: [String: [String]] = [:]
    for path in paths {
      for key in keys(for: path) { readers[key, default: []].append(path) }
    }
    return readers.filter { $0.value.count > 1 }
  }

  /// The key under which a checkpoint with these names holds a path, if it does.
  func key(for path: String, in names: Set<String>) -> String? {
    keys(for: path).first(where: names.contains)
  }

  private static func distinct(_ keys: [String]) -> [String] {
    var seen: Set<String> = []
    return keys.filter { seen.insert($0).inserted }
  }
}
