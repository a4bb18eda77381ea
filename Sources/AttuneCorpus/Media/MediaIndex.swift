import AttuneCore
import Foundation

/// Where a corpus keeps its media: each folder is listed once.
struct MediaIndex {
  private var files: [Modality: [String: URL]] = [:]
  private var folders: [Modality: URL] = [:]
  private let root: URL
  private static let names: [(Modality, String, String)] = [
    (.audio, "audio_v5_0", "wav"), (.video, "video_v5_0", "mp4"),
  ]

  /// Looks for `audio_v5_0` and `video_v5_0` in a folder and up to three levels below it.
  init(root: URL) {
    self.root = root
    for (modality, name, _) in Self.names {
      for folder in Self.find(name, below: root, depth: 3) {
        if folders[modality] == nil { folders[modality] = folder }
        let listed = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        for file in listed where !file.hasPrefix(".") {
          files[modality, default: [:]][file] = folder.appendingPathComponent(file)
        }
      }
    }
  }

  /// The file of an utterance, or where it is expected; `nil` where the corpus has no such media.
  func url(
    _ modality: Modality, conversation: String, utterance: Int, profile: Int?
  ) -> URL? {
    guard let folder = folders[modality],
      let suffix = Self.names.first(where: { $0.0 == modality })?.2
    else { return nil }
    let padded = String(repeating: "0", count: max(0, 5 - conversation.count)) + conversation
    let name = "dia\(padded)utt\(utterance)_\(profile.map(String.init) ?? "").\(suffix)"
    return files[modality]?[name] ?? folder.appendingPathComponent(name)
  }

  /// The file that a record names by a path of another machine, or where it is expected.
  func url(_ modality: Modality, name: String?, path: String?) -> URL? {
    guard let stated = name ?? path else { return nil }
    let relative = (path ?? stated).replacingOccurrences(of: "\\", with: "/")
    let file = (stated.replacingOccurrences(of: "\\", with: "/") as NSString).lastPathComponent
    let direct = URL(fileURLWithPath: relative, relativeTo: root).standardizedFileURL
    if FileManager.default.fileExists(atPath: direct.path) { return direct }
    return files[modality]?[file] ?? folders[modality]?.appendingPathComponent(file) ?? direct
  }

  private static func find(_ name: String, below folder: URL, depth: Int) -> [URL] {
    let listed = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    var found: [URL] = []
    for child in listed.sorted() where !child.hasPrefix(".") {
      let url = folder.appendingPathComponent(child)
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
