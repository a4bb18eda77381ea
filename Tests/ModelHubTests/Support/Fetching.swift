import AttuneTestSupport
import Foundation
import ModelHub
import Synchronization

/// A fetch in a test: nothing waits, and all that happens is kept.
final class Fetching {
  let hub: LocalHub
  let cache: URL
  private(set) var events: [FetchEvent] = []
  private let waited = Pauses()
  private let token: String?
  /// The most that is asked for at once, if not the usual.
  var partBytes: Int?

  init(_ hub: LocalHub, cache: URL, token: String? = nil) {
    self.hub = hub
    self.cache = cache
    self.token = token
  }

  /// How long it would have waited, each time.
  var pauses: [Double] { waited.seconds.withLock { $0 } }

  /// The model's folder in the cache.
  var repository: URL {
    cache.appendingPathComponent("models--" + hub.name.replacingOccurrences(of: "/", with: "--"))
  }

  func blob(_ path: String) -> URL {
    repository.appendingPathComponent("blobs/\(hub.digits(path))")
  }

  func fetch(
    _ name: String? = nil, revision: String = "main", to destination: FetchDestination = .cache
  ) throws -> FetchedModel {
    let retry = RetryPolicy { [waited] seconds in waited.seconds.withLock { $0.append(seconds) } }
    var settings = try hub.settings(cache: cache, token: token)
    if let partBytes { settings.partBytes = partBytes }
    return try ModelFetcher(settings, retry: retry).fetch(
      ModelName(name ?? hub.name), revision: revision, to: destination
    ) { self.events.append($0) }
  }

  /// The content of a fetched file.
  func content(_ path: String, of model: FetchedModel) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: model.folder).appendingPathComponent(path))
  }
}

/// How long a fetch would have waited.
private final class Pauses: Sendable {
  let seconds = Mutex<[Double]>([])
}

/// A small model whose weights are longer than one piece of a connection.
let smallModel: [String: Data] = [
  "config.json": Data(#"{"model_type":"bert"}"#.utf8),
  "vocab.txt": Data("[PAD]\n[UNK]\n".utf8),
  "README.md": Data("not needed".utf8),
  "tf_model.h5": Data("not needed".utf8),
  "model.safetensors": Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7 / 13) }),
]
let weights = "model.safetensors"

/// Runs `body` with a hub of one model and an empty cache.
func withHub(
  _ files: [String: Data] = smallModel, token: String? = nil,
  _ body: (LocalHub, Fetching) throws -> Void
) throws {
  try withTemporaryFolder { folder in
    let hub = try LocalHub(files: files)
    try body(hub, Fetching(hub, cache: folder.appendingPathComponent("hub"), token: token))
  }
}
