import Foundation
import Torch

/// A checkpoint whose tensors are spread over several files, which an index lists.
///
/// The index is JSON as the hub has it: `{"weight_map": {"encoder.weight": "model-00001-of-00002…"}}`.
/// What a file holds beyond the index is not read.
public struct ShardedCheckpoint: TensorReading {
  /// The path of the index.
  public let location: String
  private let shards: [String: any TensorReading]
  private let places: [String: String]

  /// A hundred times the index of the largest published models.
  private static let maximumBytes = 100_000_000

  private struct Index: Decodable {
    let weightMap: [String: String]

    enum CodingKeys: String, CodingKey { case weightMap = "weight_map" }
  }

  /// Opens all files of an index, and checks that each has what the index says.
  ///
  /// - Parameters:
  ///   - index: the index; its files lie beside it.
  ///   - open: opens one of them.
  /// - Throws: ``ShardIndexError``, or what `open` throws.
  public init(index: URL, opening open: (URL) throws -> any TensorReading) throws {
    func failure(_ problem: ShardIndexError.Problem) -> ShardIndexError {
      ShardIndexError(index: index.path, problem: problem)
    }
    location = index.path
    places = try Self.places(index)
    let folder = index.deletingLastPathComponent()
    var namesOfShards: [String: [String]] = [:]
    for (name, shard) in places { namesOfShards[shard, default: []].append(name) }
    let files = namesOfShards.keys.sorted()
    if let outside = files.first(where: { !Self.isFileName($0) }) {
      throw failure(.outsideFolder(shard: outside))
    }
    let absent = files.filter {
      !FileManager.default.fileExists(atPath: folder.appendingPathComponent($0).path)
    }
    guard absent.isEmpty else { throw failure(.missingShards(absent)) }
    var shards: [String: any TensorReading] = [:]
    for file in files {
      let shard = try open(folder.appendingPathComponent(file))
      let missing = (namesOfShards[file] ?? []).filter { shard.shape(of: $0) == nil }
      guard missing.isEmpty else {
        throw failure(.missingTensors(missing.sorted(), shard: file))
      }
      shards[file] = shard
    }
    self.shards = shards
  }

  /// The names of all tensors, sorted.
  public var tensorNames: [String] { places.keys.sorted() }

  /// The shape of a tensor, or `nil` where there is none of that name.
  public func shape(of name: String) -> [Int]? { shard(of: name)?.shape(of: name) }

  /// Reads a tensor from the file that has it.
  ///
  /// - Throws: ``ShardIndexError`` if there is none of that name, or what the file throws.
  public func tensor(_ name: String) throws -> Tensor { try known(name).tensor(name) }

  /// As ``tensor(_:)``, in the memory of the file that has it where that is possible.
  public func sharedTensor(_ name: String) throws -> Tensor {
    try known(name).sharedTensor(name)
  }

  private func known(_ name: String) throws(ShardIndexError) -> any TensorReading {
    guard let shard = shard(of: name) else {
      throw ShardIndexError(
        index: location, problem: .missingTensors([name], shard: "any of its files"))
    }
    return shard
  }

  private func shard(of name: String) -> (any TensorReading)? {
    places[name].flatMap { shards[$0] }
  }

  private static func places(_ index: URL) throws -> [String: String] {
    let data: Data
    do {
      let place = index.resolvingSymlinksInPath()
      let count = try place.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
      guard count <= maximumBytes else {
        throw ShardIndexError(
          index: index.path, problem: .malformed(reason: "it has \(count) bytes, more than any"))
      }
      data = try Data(contentsOf: place)
    } catch let error as ShardIndexError {
      throw error
    } catch {
      throw ShardIndexError(index: index.path, problem: .unreadable(error.localizedDescription))
    }
    do {
      return try JSONDecoder().decode(Index.self, from: data).weightMap
    } catch is DecodingError {
      let reason = "'weight_map' must map the names of tensors to those of files"
      throw ShardIndexError(index: index.path, problem: .malformed(reason: reason))
    }
  }

  /// Whether a name is that of a file in the folder itself: no path may lead out of it.
  private static func isFileName(_ name: String) -> Bool {
    !name.isEmpty && name != "." && name != ".." && !name.contains("/") && !name.contains("\0")
  }
}
