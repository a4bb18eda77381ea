import Foundation

/// The names in one folder, listed once.
final class MediaFolder {
  /// How the names of its media end, without the dot.
  let suffix: String
  private let folder: URL
  private let names: Set<String>
  /// The name that begins with `dia…utt…_`; `nil` where several do.
  private lazy var byStem: [Substring: String?] = {
    var byStem: [Substring: String?] = [:]
    for name in names where name.hasSuffix(".\(suffix)") {
      guard let end = name.lastIndex(of: "_") else { continue }
      let stem = name[..<end]
      byStem[stem] = byStem.keys.contains(stem) ? .some(nil) : name
    }
    return byStem
  }()

  /// Lists a folder; one that cannot be listed holds nothing.
  init(_ folder: URL, suffix: String) {
    self.folder = folder
    self.suffix = suffix
    let listed = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    // Names with a leading dot are litter of other systems.
    names = Set(listed.filter { !$0.hasPrefix(".") })
  }

  /// Whether a file of this name is there.
  func holds(_ name: String) -> Bool { names.contains(name) }

  /// Where a file of this name is or would be.
  func url(of name: String) -> URL { folder.appendingPathComponent(name, isDirectory: false) }

  /// The one medium of a conversation's utterance, whatever its profile ID.
  func onlyName(of stem: String) -> String? { byStem[stem[...]] ?? nil }
}
