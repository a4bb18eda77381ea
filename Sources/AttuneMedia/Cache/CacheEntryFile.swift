import Foundation

/// One entry of a cache: a file of its own under the first two digits of its name.
///
/// Layout: 8 bytes "ATTUNEMC", version (4), length of the description (4), length of the elements
/// in bytes (8), checksum of all that follows (16), description as JSON, elements as they are in
/// memory. Numbers are of this machine's byte order, as the elements are; another order reads as
/// another version.
package struct CacheEntryFile {
  /// Raised whenever the layout or what decoding gives for the same settings changes.
  package static let version: UInt32 = 1

  private static let magic = Data("ATTUNEMC".utf8)
  private static let headerLength = 40
  /// Where entries are written before they are renamed into place.
  private static let partialFolder = "partial"

  package enum Reading<Clip> {
    case found(Clip)
    case absent
    case damaged
  }

  private let folder: URL
  private let key: String
  private let url: URL

  package init(folder: URL, key: String) {
    self.folder = folder
    self.key = key
    url = folder.appendingPathComponent(String(key.prefix(2))).appendingPathComponent(key)
  }

  package func read<Clip: CacheableClip>(_: Clip.Type) -> Reading<Clip> {
    guard let data = try? Data(contentsOf: url) else {
      return FileManager.default.fileExists(atPath: url.path) ? .damaged : .absent
    }
    return data.withUnsafeBytes { Self.parse($0) }.map { .found($0) } ?? .damaged
  }

  /// Whether the entry is in place; a reader sees the old one, or none, until it is whole.
  package func write(_ clip: some CacheableClip) -> Bool {
    let encoder = JSONEncoder()
    // Equal clips make equal entries.
    encoder.outputFormatting = .sortedKeys
    guard let description = try? encoder.encode(clip.cacheDescription) else { return false }
    var body = description
    let numBytes = clip.elements.withUnsafeBytes { bytes in
      body.append(contentsOf: bytes)
      return bytes.count
    }
    var header = Self.magic
    withUnsafeBytes(of: Self.version) { header.append(contentsOf: $0) }
    withUnsafeBytes(of: UInt32(description.count)) { header.append(contentsOf: $0) }
    withUnsafeBytes(of: UInt64(numBytes)) { header.append(contentsOf: $0) }
    header.append(contentsOf: body.withUnsafeBytes { ContentHash.checksum(of: $0) })

    let partial = folder.appendingPathComponent(Self.partialFolder)
      .appendingPathComponent("\(key).\(UUID().uuidString)")
    do {
      for file in [partial, url] {
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      }
      // No fsync: a crash can at worst leave an entry that its checksum gives away.
      try (header + body).write(to: partial)
      if rename(partial.path, url.path) == 0 { return true }
    } catch {}
    try? FileManager.default.removeItem(at: partial)
    return false
  }

  /// Removes what writers that were killed left behind, an hour or more ago.
  package static func removeAbandoned(in folder: URL) {
    let key = URLResourceKey.contentModificationDateKey
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder.appendingPathComponent(partialFolder), includingPropertiesForKeys: [key])
    for file in files ?? [] {
      guard let date = try? file.resourceValues(forKeys: [key]).contentModificationDate,
        date.timeIntervalSinceNow < -3600
      else { continue }
      try? FileManager.default.removeItem(at: file)
    }
  }

  private static func parse<Clip: CacheableClip>(_ bytes: UnsafeRawBufferPointer) -> Clip? {
    guard bytes.count >= headerLength, bytes.prefix(8).elementsEqual(magic),
      bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self) == version
    else { return nil }
    let descriptionLength = Int(bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
    let numBytes = bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
    let body = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(headerLength))
    let stride = MemoryLayout<Clip.Element>.stride
    guard descriptionLength <= body.count,
      UInt64(body.count - descriptionLength) == numBytes, Int(numBytes) % stride == 0,
      ContentHash.checksum(of: body).elementsEqual(bytes[24..<headerLength]),
      let description = try? JSONDecoder().decode(
        Clip.Description.self, from: Data(body.prefix(descriptionLength)))
    else { return nil }
    let elements = [Clip.Element](unsafeUninitializedCapacity: Int(numBytes) / stride) {
      buffer, count in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: body.dropFirst(descriptionLength)))
      count = Int(numBytes) / stride
    }
    return Clip(description, elements: elements)
  }
}
