import Foundation

/// What tells, without reading it, that a file is still the one whose hash is known.
package struct SourceStamp: Hashable {
  private var path: String
  private var size: Int64
  private var seconds: Int
  private var nanoseconds: Int
  private var inode: UInt64

  /// `nil` where there is no such file.
  package init?(_ url: URL) {
    var status = stat()
    guard stat(url.path, &status) == 0 else { return nil }
    path = url.path
    size = Int64(status.st_size)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
    inode = UInt64(status.st_ino)
  }
}
