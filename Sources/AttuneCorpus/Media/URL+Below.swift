import Foundation

extension URL {
  /// The file of a path that is either absolute or begins at this folder.
  ///
  /// Foundation's own resolution would drop the folder's last part if its URL has no closing slash.
  func file(_ path: String) -> URL {
    let url =
      path.hasPrefix("/")
      ? URL(fileURLWithPath: path, isDirectory: false)
      : appendingPathComponent(path, isDirectory: false)
    return url.standardizedFileURL
  }
}
