/// Why a checkpoint in several files could not be opened.
public struct ShardIndexError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Problem: Hashable, Sendable {
    /// The index cannot be read; the text is the reason.
    case unreadable(String)
    /// The index is no JSON of the form that it should be.
    case malformed(reason: String)
    /// The index names a file outside its folder, or what is no file name.
    case outsideFolder(shard: String)
    /// Files that the index names and that are not there.
    case missingShards([String])
    /// Tensors that are not in the file where the index says they are.
    case missingTensors([String], shard: String)
  }

  /// The path of the index.
  public let index: String
  /// What is wrong.
  public let problem: Problem

  /// Makes an error from its parts.
  public init(index: String, problem: Problem) { (self.index, self.problem) = (index, problem) }
}

extension ShardIndexError: CustomStringConvertible {
  /// How many names a message shows; ``problem`` has them all.
  private static let maximumShown = 20

  /// One line: the index, and what is wrong with it.
  public var description: String {
    let reason: String =
      switch problem {
      case .unreadable(let reason): "cannot be read: \(reason)"
      case .malformed(let reason): "is no index of shards: \(reason)"
      case .outsideFolder(let shard):
        "names the shard '\(shard.prefix(200).filter { !$0.isNewline })', which is no file of its "
          + "folder"
      case .missingShards(let names):
        "shards are missing (\(names.count)): \(Self.shown(names)); put them beside the index"
      case .missingTensors(let names, let shard):
        "tensors are not in \(shard) as the index says (\(names.count)): \(Self.shown(names))"
      }
    return "\(index): \(reason)"
  }

  private static func shown(_ names: [String]) -> String {
    names.prefix(maximumShown).map { $0.prefix(200).filter { !$0.isNewline } }
      .joined(separator: ", ") + (names.count > maximumShown ? ", …" : "")
  }
}
