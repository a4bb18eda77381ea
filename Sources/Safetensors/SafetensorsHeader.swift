/// The checked header of a safetensors file: what lies where.
struct SafetensorsHeader {
  /// The most that the format allows for the header.
  static let maximumBytes = 100_000_000
  /// The key under which a file keeps text that is no tensor.
  static let metadataKey = "__metadata__"

  let tensors: [String: TensorInfo]
  let metadata: [String: String]
  /// How many bytes precede the first tensor: the length field and the header.
  let dataStart: Int

  /// Reads and checks the header of a file.
  ///
  /// - Throws: ``SafetensorsError`` for whatever the format forbids.
  init(_ bytes: UnsafeRawBufferPointer, file: String) throws(SafetensorsError) {
    func failure(
      _ problem: SafetensorsError.Problem, _ tensor: String? = nil
    ) -> SafetensorsError { SafetensorsError(file: file, tensor: tensor, problem: problem) }

    guard bytes.count >= 8 else { throw failure(.tooShort(fileBytes: bytes.count)) }
    let claimed = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
    guard claimed <= UInt64(Self.maximumBytes) else {
      throw failure(.headerTooLarge(headerBytes: claimed))
    }
    let length = Int(claimed)
    guard length <= bytes.count - 8 else {
      throw failure(.headerOutsideFile(headerBytes: length, fileBytes: bytes.count))
    }
    dataStart = 8 + length
    let text = [UInt8](bytes[8..<dataStart])
    guard String(validating: text, as: UTF8.self) != nil else { throw failure(.headerNotUTF8) }

    let root: HeaderValue
    do { root = try HeaderParser.parse(text) } catch {
      throw failure(.headerNotJSON(reason: error.reason, byte: error.byte))
    }
    guard case .object(let members) = root, text.first == UInt8(ascii: "{") else {
      throw failure(.headerNotObject)
    }

    var tensors: [String: TensorInfo] = [:]
    var metadata: [String: String]?
    for (name, value) in members {
      if name == Self.metadataKey {
        guard metadata == nil else { throw failure(.duplicateName, name) }
        do { metadata = try Self.metadata(value) } catch { throw failure(error) }
      } else {
        let info: TensorInfo
        do { info = try TensorInfo(value) } catch { throw failure(error, name) }
        guard tensors.updateValue(info, forKey: name) == nil else {
          throw failure(.duplicateName, name)
        }
      }
    }
    self.tensors = tensors
    self.metadata = metadata ?? [:]

    var end = 0
    let inFileOrder = tensors.sorted {
      ($0.value.dataOffsets.lowerBound, $0.value.dataOffsets.upperBound, $0.key)
        < ($1.value.dataOffsets.lowerBound, $1.value.dataOffsets.upperBound, $1.key)
    }
    for (name, info) in inFileOrder {
      guard info.dataOffsets.lowerBound == end else {
        throw failure(
          .gapOrOverlap(expectedStart: end, actualStart: info.dataOffsets.lowerBound), name)
      }
      end = info.dataOffsets.upperBound
    }
    guard end == bytes.count - dataStart else {
      throw failure(.bufferMismatch(tensorBytes: end, bufferBytes: bytes.count - dataStart))
    }
  }

  private static func metadata(
    _ value: HeaderValue
  ) throws(SafetensorsError.Problem) -> [String: String] {
    guard case .object(let members) = value else {
      throw .invalidMetadata(reason: "it is not an object")
    }
    var table: [String: String] = [:]
    for (key, value) in members {
      let shown = SafetensorsError.oneLine(key)
      guard case .string(let text) = value else {
        throw .invalidMetadata(reason: "the value of \(shown) is not text")
      }
      guard table.updateValue(text, forKey: key) == nil else {
        throw .invalidMetadata(reason: "\(shown) occurs twice")
      }
    }
    return table
  }
}

extension TensorInfo {
  /// Reads the three fields of a tensor and checks that they agree with one another.
  fileprivate init(_ value: HeaderValue) throws(SafetensorsError.Problem) {
    guard case .object(let members) = value else {
      throw .invalidField(name: "the entry", expected: "an object")
    }
    var fields: [String: HeaderValue] = [:]
    for (name, value) in members {
      guard fields.updateValue(value, forKey: name) == nil else { throw .duplicateName }
    }
    guard case .string(let spelling) = fields["dtype"] else {
      throw .invalidField(name: "dtype", expected: "text")
    }
    guard let dtype = SafetensorsDType(rawValue: spelling) else { throw .unknownDType(spelling) }
    let shape = try Self.sizes(fields["shape"], "shape", "an array of sizes that are not negative")
    let expected = "two byte positions, the first not after the second"
    let offsets = try Self.sizes(fields["data_offsets"], "data_offsets", expected)
    guard offsets.count == 2, offsets[0] <= offsets[1] else {
      throw .invalidField(name: "data_offsets", expected: expected)
    }
    guard let numBytes = Self.numBytes(dtype, shape) else { throw .sizeOverflow(shape: shape) }
    guard numBytes == offsets[1] - offsets[0] else {
      throw .sizeMismatch(expectedBytes: numBytes, actualBytes: offsets[1] - offsets[0])
    }
    self.init(dtype: dtype, shape: shape, dataOffsets: offsets[0]..<offsets[1])
  }

  private static func sizes(
    _ value: HeaderValue?, _ name: String, _ expected: String
  ) throws(SafetensorsError.Problem) -> [Int] {
    guard case .array(let elements) = value else {
      throw .invalidField(name: name, expected: expected)
    }
    var sizes: [Int] = []
    for element in elements {
      guard case .integer(let size) = element, size >= 0 else {
        throw .invalidField(name: name, expected: expected)
      }
      sizes.append(size)
    }
    return sizes
  }
}

extension SafetensorsError.Problem: Error {}
