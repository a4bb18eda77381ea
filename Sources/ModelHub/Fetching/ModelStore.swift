import Foundation

/// Where the files of one model are put.
protocol ModelStore {
  /// The folder in which they stand under their own names.
  var folder: URL { get }

  /// Puts a file there, unless it is there.
  func bring(_ file: RemoteFile) throws -> (url: URL, wasFetched: Bool)

  /// Says that all files are there.
  func finish(_ revision: Revision) throws
}

extension ModelStore {
  /// Makes a folder with those on the way.
  static func makeFolder(_ url: URL) throws(HubError) {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
      throw .file(
        path: url.path,
        reason: underlying.map { String(cString: strerror(Int32($0.code))) }
          ?? error.localizedDescription)
    }
  }

  /// Length of a file, or `nil` where there is none.
  func size(of url: URL) -> Int? {
    var status = stat()
    return stat(url.path, &status) == 0 ? Int(status.st_size) : nil
  }
}
