import AttuneCore
import Foundation
import Synchronization

/// Decoded media on disk, so that each is decoded once.
///
/// An entry's name is the SHA-256 of the file's content, the settings and the format's version: a
/// medium that changes or is moved needs no care. Many processes and threads may share a folder;
/// an entry appears whole or not at all, and one that is damaged is made anew. Failures to decode
/// are not kept.
public final class MediaCache: Sendable {
  /// What the cache did since it was made.
  public struct Statistics: Equatable, Sendable {
    /// Clips read from the folder.
    public var numHits = 0
    /// Clips decoded since no entry was there.
    public var numMisses = 0
    /// Clips decoded since their entry was damaged.
    public var numRebuilt = 0
    /// Entries that could not be written, as on a full disk; their clips were given all the same.
    public var numWriteFailures = 0
  }

  /// Where the entries are.
  public let folder: URL

  private let state = Mutex(State())

  private struct State {
    var statistics = Statistics()
    var hashes: [SourceStamp: String] = [:]
  }

  /// A cache in `folder`, which is made if it is absent.
  ///
  /// - Throws: ``MediaCacheError`` where the folder cannot be made.
  public init(folder: URL) throws(MediaCacheError) {
    self.folder = folder
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true)
    } catch {
      throw MediaCacheError(folder: folder, reason: "the folder cannot be made")
    }
    CacheEntryFile.removeAbandoned(in: folder)
  }

  /// What the cache did since it was made.
  public var statistics: Statistics {
    state.withLock { $0.statistics }
  }

  /// The sound of a file, as ``AudioDecoder/decode(_:settings:)`` gives it.
  ///
  /// - Throws: ``MediaError``, naming the file.
  public func audio(_ url: URL, settings: AudioSettings = AudioSettings()) throws(MediaError)
    -> AudioClip
  {
    try settings.validate()
    return try clip(of: url, kind: "audio", settings: settings) { () throws(MediaError) in
      try AudioDecoder.decode(url, settings: settings)
    }
  }

  /// The frames of a file, as ``VideoDecoder/decode(_:settings:)`` gives them.
  ///
  /// - Throws: ``MediaError``, naming the file.
  public func video(_ url: URL, settings: VideoSettings = VideoSettings()) throws(MediaError)
    -> VideoClip
  {
    try settings.validate()
    return try clip(of: url, kind: "video", settings: settings) { () throws(MediaError) in
      try VideoDecoder.decode(url, settings: settings)
    }
  }

  /// What is kept of a file under a kind and settings of its own, made where it is not there yet.
  package func clip<Clip: CacheableClip>(
    of url: URL, kind: String, settings: some Encodable,
    decode: () throws(MediaError) -> Clip
  ) throws(MediaError) -> Clip {
    let before = SourceStamp(url)
    let content = try contentHash(of: url, before)
    let key = Self.key(content: content, kind: kind, settings: settings)
    let entry = CacheEntryFile(folder: folder, key: key)
    switch entry.read(Clip.self) {
    case .found(let clip):
      state.withLock { $0.statistics.numHits += 1 }
      return clip
    case .absent:
      state.withLock { $0.statistics.numMisses += 1 }
    case .damaged:
      state.withLock { $0.statistics.numRebuilt += 1 }
    }
    let clip = try decode()
    // A file that changed while it was decoded must not be kept under its old content's name.
    guard before != nil, SourceStamp(url) == before else { return clip }
    if !entry.write(clip) { state.withLock { $0.statistics.numWriteFailures += 1 } }
    return clip
  }

  /// The hash of the content, remembered as long as size and time of change stay.
  private func contentHash(of url: URL, _ stamp: SourceStamp?) throws(MediaError) -> String {
    guard let stamp else { return try ContentHash.sha256(ofFile: url) }
    if let known = state.withLock({ $0.hashes[stamp] }) { return known }
    let hash = try ContentHash.sha256(ofFile: url)
    state.withLock { $0.hashes[stamp] = hash }
    return hash
  }

  private static func key(content: String, kind: String, settings: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let settings = (try? encoder.encode(settings)) ?? Data()
    let version = "\(CacheEntryFile.version) \(kind) \(content) "
    return ContentHash.sha256(of: Data(version.utf8) + settings)
  }
}
