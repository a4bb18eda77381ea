import Foundation

/// Brings one file from the hub, or the rest of it.
struct Download {
  let client: HubClient
  let model: ModelName
  let notify: (FetchEvent) -> Void

  /// Fetches what is missing of a file, checks size and checksum, and gives it its name.
  ///
  /// - Parameters:
  ///   - partial: where it is collected; left there when the connection fails for good.
  ///   - target: the name of the whole file.
  /// - Throws: ``HubError``.
  func callAsFunction(_ file: RemoteFile, collecting partial: URL, as target: URL) throws {
    let collected = try PartialFile(partial, for: file)
    if !(try isWhole(file, collected)) {
      // What an earlier call left was not the beginning of this file: once more, from nothing.
      notify(.restarted(file: file.path, reason: "what was there of it is damaged"))
      try collected.restart()
      _ = try isWhole(file, collected)
    }
    try collected.finish(as: target)
  }

  /// Fetches the rest and compares.
  ///
  /// - Returns: false if the content is wrong, but began with what had been there before.
  private func isWhole(_ file: RemoteFile, _ collected: PartialFile) throws -> Bool {
    try client.retry(notify: notify) { try attempt(file, collected) }
    let actual = collected.digits
    if actual == file.checksum.digits { return true }
    if collected.isResumed { return false }
    collected.remove()
    throw HubError.wrongChecksum(
      file: file.path, expected: file.checksum.description,
      actual: "\(file.checksum.kind.rawValue):\(actual)")
  }

  /// Fetches part after part from where the file ends; an empty file needs none.
  private func attempt(_ file: RemoteFile, _ collected: PartialFile) throws {
    let furthest = collected.furthest
    func failure(_ reason: String, url: String) -> PassingFailure {
      // What was there once and had to be fetched again is no progress.
      PassingFailure(url: url, reason: reason, numBytes: collected.furthest - furthest)
    }
    while collected.size < file.size {
      let start = collected.size
      do {
        try part(of: file, collected)
      } catch let passing as PassingFailure {
        var failure = failure(passing.reason, url: passing.url)
        failure.askedSeconds = passing.askedSeconds
        throw failure
      } catch is HubClient.RangeRefused {
        notify(.restarted(file: file.path, reason: "the hub refuses to send the rest"))
        try collected.restart()
        continue
      }
      // An answer without a length may end early and still look complete.
      guard collected.size > start else {
        throw failure(
          "the connection ended at byte \(collected.size) of \(file.size)",
          url: file.url.absoluteString)
      }
    }
  }

  private func part(of file: RemoteFile, _ collected: PartialFile) throws {
    try client.fetch(file, of: model, from: collected.size) { offset in
      if offset < collected.size {
        notify(.restarted(file: file.path, reason: "the hub sends it only whole"))
        try collected.restart()
      }
    } body: { piece in
      let size = collected.size + piece.count
      guard size <= file.size else {
        collected.remove()
        throw HubError.wrongSize(file: file.path, expected: file.size, actual: size)
      }
      try collected.append(piece)
      notify(.progress(file: file.path, completedBytes: size, totalBytes: file.size))
    }
  }
}
