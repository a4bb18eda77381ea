import Zip

/// Files that people take for checkpoints and that are of another format.
public enum ForeignFormat: String, Sendable, Hashable {
  /// What PyTorch wrote before version 1.6: several pickles one after the other.
  case legacyPickle
  /// What PyTorch wrote before version 0.1.10.
  case tar
  /// The text that stands in a repository for a file that was not downloaded.
  case largeFilePointer
  /// A safetensors file.
  case safetensors
  /// Nothing at all.
  case empty
  /// Anything else.
  case unknown

  /// Tells by its first bytes what a file is that is no zip archive; `nil` for one that is.
  init?(_ reader: ByteReader) {
    let bytes = reader.bytes
    func begins(_ prefix: String, at offset: Int = 0) -> Bool {
      reader.range(at: offset, count: prefix.utf8.count)
        .map { bytes[$0].elementsEqual(prefix.utf8) } ?? false
    }
    if bytes.isEmpty {
      self = .empty
    } else if begins("PK\u{3}\u{4}") || begins("PK\u{5}\u{6}") {
      return nil
    } else if begins("version https://git-lfs") {
      self = .largeFilePointer
    } else if begins("ustar", at: 257) {
      self = .tar
    } else if bytes[0] == 0x80, bytes.count > 1, bytes[1] <= 5 {
      self = .legacyPickle
    } else if begins("{", at: 8) {
      self = .safetensors
    } else {
      self = .unknown
    }
  }

  /// What the file is and what to do.
  var advice: String {
    switch self {
    case .legacyPickle:
      "is in the format that PyTorch wrote before 1.6, which is not read; load it in PyTorch and "
        + "save it again with torch.save"
    case .tar:
      "is in the tar format of the first versions of PyTorch, which is not read; load it in "
        + "PyTorch and save it again with torch.save"
    case .largeFilePointer:
      "is only a Git LFS pointer; fetch the file itself with `git lfs pull`"
    case .safetensors: "is a safetensors file; name it .safetensors"
    case .empty: "is empty"
    case .unknown: "is no zip archive as torch.save writes it; it is damaged or of another format"
    }
  }
}
