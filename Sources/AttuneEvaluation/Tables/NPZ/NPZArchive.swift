import Zip

/// The arrays of an archive that `numpy.savez` or `numpy.savez_compressed` wrote.
struct NPZArchive {
  private let bytes: UnsafeRawBufferPointer
  private let entries: [String: ZipEntry]

  /// What any archive may inflate to; beyond, a hundred times its own length.
  private static let smallBytes = 64 << 20
  private static let maximumRatio = 100

  /// Reads the list of contents.
  ///
  /// - Throws: a violation if the file is no archive of arrays, or would inflate beyond measure.
  init(_ bytes: UnsafeRawBufferPointer) throws(PredictionTableViolation) {
    self.bytes = bytes
    let archive: ZipArchive
    do throws(ZipError) {
      archive = try ZipArchive(ByteReader(bytes: bytes))
    } catch {
      throw PredictionTableViolation(
        nil, .malformedRecord("no NPZ archive, or a damaged one: \(error)"))
    }
    let allowed = max(Self.smallBytes, bytes.count.multipliedClamping(by: Self.maximumRatio))
    var total = 0
    var entries: [String: ZipEntry] = [:]
    for (name, entry) in archive.entries.sorted(by: { $0.key < $1.key }) {
      guard name.hasSuffix(".npy") else { throw PredictionTableViolation(name, .unknownKey) }
      entries[String(name.dropLast(4))] = entry
      total = total.addingReportingOverflow(entry.byteCount).partialValue
      guard (0...allowed).contains(total), entry.byteCount <= allowed else {
        throw PredictionTableViolation(
          nil,
          .malformedRecord(
            "its arrays would fill over \(allowed) bytes, the file is \(bytes.count); save it with "
              + "numpy.savez"))
      }
    }
    self.entries = entries
  }

  /// The names of the arrays, in alphabetical order.
  var names: [String] { entries.keys.sorted() }

  /// An array; `nil` where there is none of the name.
  func array(_ name: String) throws(PredictionTableViolation) -> NPYArray? {
    guard let entry = entries[name] else { return nil }
    let data: [UInt8]
    do throws(ZipError) {
      data = try entry.data(in: bytes)
    } catch {
      throw PredictionTableViolation(name, .malformedRecord("the file is damaged: \(error)"))
    }
    return try NPYArray(data, name: name)
  }
}

extension Int {
  fileprivate func multipliedClamping(by other: Int) -> Int {
    let product = multipliedReportingOverflow(by: other)
    return product.overflow ? .max : product.partialValue
  }
}
