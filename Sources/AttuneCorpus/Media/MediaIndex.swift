import AttuneCore
import Foundation

/// Where a corpus keeps its media: each folder is listed once.
final class MediaIndex {
  private var folders: [Modality: [MediaFolder]] = [:]
  /// The folders that records name by paths of their own.
  private var named: [String: MediaFolder] = [:]
  private let root: URL
  private static let names: [(Modality, folder: String, suffix: String)] = [
    (.audio, "audio_v5_0", "wav"), (.video, "video_v5_0", "mp4"),
  ]

  /// Looks for `audio_v5_0` and `video_v5_0` in a folder and up to three levels below it.
  init(root: URL) {
    self.root = root
    for (modality, name, suffix) in Self.names {
      folders[modality] = Self.find(name, below: root, depth: 3)
        .map { MediaFolder($0, suffix: suffix) }
    }
  }

  /// The file of an utterance, or where it is expected; `nil` where the corpus has no such media.
  ///
  /// Without a profile ID the expected name has an empty one, but a file with any ID is taken if
  /// there is just one of that conversation and utterance.
  func url(
    _ modality: Modality, conversation: String, utterance: Int, profile: Int?
  ) -> URL? {
    guard let folders = folders[modality], let first = folders.first else { return nil }
    let padded = String(repeating: "0", count: max(0, 5 - conversation.count)) + conversation
    let stem = "dia\(padded)utt\(utterance)"
    let name = "\(stem)_\(profile.map(String.init) ?? "").\(first.suffix)"
    if let folder = folders.first(where: { $0.holds(name) }) { return folder.url(of: name) }
    if profile == nil {
      let candidates = folders.compactMap { folder in
        folder.onlyName(of: stem).map(folder.url)
      }
      if candidates.count == 1 { return candidates.first }
    }
    return first.url(of: name)
  }

  /// The file that a record names by a path, perhaps of another machine, or where it is expected.
  func url(_ modality: Modality, name: String?, path: String?) -> URL? {
    guard let stated = path ?? name else { return nil }
    let relative = stated.replacingOccurrences(of: "\\", with: "/")
    let direct = root.file(relative)
    if folder(at: direct.deletingLastPathComponent()).holds(direct.lastPathComponent) {
      return direct
    }
    let file =
      (name ?? relative).replacingOccurrences(of: "\\", with: "/")
      .split(separator: "/").last.map(String.init) ?? ""
    let folders = folders[modality] ?? []
    return (folders.first { $0.holds(file) } ?? folders.first)?.url(of: file) ?? direct
  }

  private func folder(at url: URL) -> MediaFolder {
    if let known = named[url.path] { return known }
    let folder = MediaFolder(url, suffix: "")
    named[url.path] = folder
    return folder
  }

  private static func find(_ name: String, below folder: URL, depth: Int) -> [URL] {
    let listed = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    var found: [URL] = []
    for child in listed.sorted() where !child.hasPrefix(".") {
      let url = folder.appendingPathComponent(child, isDirectory: true)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder),
        isFolder.boolValue
      else { continue }
      if child == name {
        found.append(url)
      } else if depth > 0 {
        found += find(name, below: url, depth: depth - 1)
      }
    }
    return found
  }
}
