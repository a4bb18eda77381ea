import AttuneMedia
import Foundation
import Synchronization

/// What frozen layers made of inputs, on disk, so that it is computed once.
///
/// An entry's name is a hash of the layers' weights, of the input and of the format, so nothing
/// ever has to be invalidated. Many processes and threads may share a folder; an entry appears
/// whole or not at all, and one that is damaged is made anew. Beyond its size the cache forgets what
/// was written first.
public final class FeatureCache: Sendable {
  /// What the cache did since it was made.
  public struct Statistics: Equatable, Sendable {
    /// Features read from the folder.
    public var numHits = 0
    /// Features that were not there, or damaged.
    public var numMisses = 0
    /// Entries that could not be written, as on a full disk.
    public var numWriteFailures = 0
    /// Entries that were forgotten to stay within the size.
    public var numForgotten = 0
  }

  /// Where the entries are.
  public let folder: URL
  /// The size that the folder's entries may have together, in bytes.
  public let maximumBytes: Int

  private let state = Mutex((statistics: Statistics(), numBytes: 0))

  /// A cache in `folder`, which is made if it is absent.
  ///
  /// - Throws: `MediaCacheError` where the folder cannot be made.
  public init(folder: URL, maximumBytes: Int) throws {
    (self.folder, self.maximumBytes) = (folder, maximumBytes)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw MediaCacheError(folder: folder, reason: "the folder cannot be made")
    }
    CacheEntryFile.removeAbandoned(in: folder)
    state.withLock { $0.numBytes = forget(downTo: maximumBytes, &$0.statistics) }
  }

  /// What the cache did since it was made.
  public var statistics: Statistics { state.withLock { $0.statistics } }

  /// The features of a key, or `nil` where there are none.
  func read(_ key: String) -> FrozenFeatures? {
    guard
      case .found(let features) = CacheEntryFile(folder: folder, key: key)
        .read(FrozenFeatures.self)
    else {
      state.withLock { $0.statistics.numMisses += 1 }
      return nil
    }
    state.withLock { $0.statistics.numHits += 1 }
    return features
  }

  /// Keeps features; a failure is counted and costs only time later.
  func write(_ features: FrozenFeatures, _ key: String) {
    let isWritten = CacheEntryFile(folder: folder, key: key).write(features)
    state.withLock {
      guard isWritten else {
        $0.statistics.numWriteFailures += 1
        return
      }
      $0.numBytes += features.bytes.count
      guard $0.numBytes > maximumBytes else { return }
      // Some room more than needed, since looking through the folder takes time.
      $0.numBytes = forget(downTo: maximumBytes - maximumBytes / 10, &$0.statistics)
    }
  }

  /// Removes the oldest entries until the others fit; returns their size.
  private func forget(downTo limit: Int, _ statistics: inout Statistics) -> Int {
    let keys: Set<URLResourceKey> = [.fileSizeKey, .contentModificationDateKey, .isRegularFileKey]
    var entries: [(url: URL, size: Int, date: Date)] = []
    let files = FileManager.default.enumerator(
      at: folder, includingPropertiesForKeys: Array(keys))
    for case let url as URL in files ?? .init() {
      guard let values = try? url.resourceValues(forKeys: keys), values.isRegularFile == true
      else { continue }
      entries.append((url, values.fileSize ?? 0, values.contentModificationDate ?? .distantPast))
    }
    var total = entries.reduce(0) { $0 + $1.size }
    guard total > limit else { return total }
    for entry in entries.sorted(by: { $0.date < $1.date }) where total > limit {
      guard (try? FileManager.default.removeItem(at: entry.url)) != nil else { continue }
      total -= entry.size
      statistics.numForgotten += 1
    }
    return total
  }
}
