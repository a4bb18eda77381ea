import AttuneCore
import Foundation

/// Fetches models from a hub.
///
/// ```swift
/// let fetcher = try ModelFetcher(HubSettings())
/// let model = try fetcher.fetch(ModelName("bert-base-uncased"))
/// ```
///
/// What was fetched before is not fetched again; what was begun is gone on with, by a later call as
/// well. Several processes may fetch the same model at once.
public struct ModelFetcher {
  private let settings: HubSettings
  private let client: HubClient

  /// Makes a fetcher; nothing is asked of the hub yet.
  public init(_ settings: HubSettings, retry: RetryPolicy = RetryPolicy()) {
    self.settings = settings
    client = HubClient(
      settings: settings, web: WebClient(timeoutSeconds: settings.timeoutSeconds), retry: retry)
  }

  /// Fetches what an encoder needs of a model: configuration, tokenizer and weights.
  ///
  /// - Parameters:
  ///   - revision: a branch, a tag or a commit.
  ///   - notify: called with all that happens, on the calling thread.
  /// - Throws: ``HubError``, one line that says what to do.
  public func fetch(
    _ model: ModelName, revision: String = "main", to destination: FetchDestination = .cache,
    notify: @escaping (FetchEvent) -> Void = { _ in }
  ) throws -> FetchedModel {
    let revision = try Revision(revision)
    let listing = try client.list(model, at: revision, notify: notify)
    let weights = try FileSelection.weights(of: model, files: listing.files)
    let download = Download(client: client, model: model, notify: notify)
    let store: any ModelStore
    switch destination {
    case .cache:
      store = CacheStore(settings.cache, model, commit: listing.commit, download)
    case .folders(let parent):
      store = try FolderStore(
        parent.appendingPathComponent(model.lastPart, isDirectory: true), download)
    }
    var files: [FetchedModel.File] = []
    func bring(_ path: String) throws -> URL {
      let file = try client.describe(path, of: model, at: listing.commit, notify: notify)
      let (url, wasFetched) = try store.bring(file)
      if !wasFetched { notify(.present(file: path)) }
      files.append(
        .init(
          path: path, bytes: file.size, checksum: file.checksum.description,
          wasFetched: wasFetched))
      return url
    }
    for path in FileSelection.companions where listing.files.contains(path) { _ = try bring(path) }
    switch weights {
    case .whole(let path): _ = try bring(path)
    case .sharded(let path):
      let index = try bring(path)
      guard let data = try? Data(contentsOf: index) else {
        throw HubError.file(path: index.path, reason: "cannot be read")
      }
      let shards = try FileSelection.shards(
        index: data, of: model, files: listing.files, url: index.path)
      for shard in shards { _ = try bring(shard) }
    }
    try store.finish(revision)
    return FetchedModel(
      name: model.repository, revision: revision.name, commit: listing.commit,
      folder: store.folder.path, files: files)
  }
}
