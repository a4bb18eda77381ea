import Foundation
import Safetensors
import Zip

/// A file that `torch.save` wrote: `pytorch_model.bin`, `best.pth`.
///
/// Such a file is a zip archive of a pickle and of the tensors' storages. The pickle is a program;
/// here it is read by a machine that can build tensors, numbers, text and plain containers and
/// nothing else, so that a file cannot run anything. The elements stay in the mapped file until a
/// tensor is asked for. The file must not be changed in place while it is open.
///
/// ```swift
/// let file = try TorchCheckpointFile(contentsOf: url)
/// let epoch = file.root["epoch"]?.integer
/// let weights = try file.tensors(at: ["model_state_dict"])
/// ```
public final class TorchCheckpointFile: Sendable {
  /// Where the file lies.
  public let url: URL
  /// All that the file holds.
  public let root: CheckpointValue
  private let mapping: MappedFile

  /// Opens a file and reads everything but the elements of the tensors.
  ///
  /// - Throws: ``TorchCheckpointError`` naming the file, the place and what is wrong.
  public init(contentsOf url: URL) throws(TorchCheckpointError) {
    self.url = url
    do { mapping = try MappedFile(url) } catch {
      throw TorchCheckpointError(file: url.path, key: nil, problem: .unreadable(error.reason))
    }
    root = try Self.read(ByteReader(bytes: mapping.bytes), file: url.path)
  }

  /// All tensors of the file.
  ///
  /// - Throws: ``TorchCheckpointError`` if two tensors have the same flat name.
  public var tensors: CheckpointTensors {
    get throws(TorchCheckpointError) { try tensors(at: []) }
  }

  /// The tensors at a place, named from there on.
  ///
  /// - Parameter path: keys of nested dictionaries, outermost first; empty for the whole file.
  /// - Throws: ``TorchCheckpointError`` if there is no such place, or two tensors have the same
  ///   flat name.
  public func tensors(at path: [String]) throws(TorchCheckpointError) -> CheckpointTensors {
    var value = root
    for (depth, key) in path.enumerated() {
      guard let next = value[key] else {
        throw TorchCheckpointError(
          file: url.path, key: path[...depth].joined(separator: "."), problem: .missing)
      }
      value = next
    }
    return try CheckpointTensors(value, at: path, in: self)
  }

  var bytes: UnsafeRawBufferPointer { mapping.bytes }

  private static func read(
    _ reader: ByteReader, file: String
  ) throws(TorchCheckpointError) -> CheckpointValue {
    do throws(Located) {
      if let format = ForeignFormat(reader) { throw Located(.foreignFormat(format)) }
      return try contents(reader)
    } catch {
      throw TorchCheckpointError(file: file, key: error.key, problem: error.problem)
    }
  }

  private static func contents(_ reader: ByteReader) throws(Located) -> CheckpointValue {
    let archive = try located { () throws(Problem) in try Self.archive(reader) }
    let names = archive.entries.keys
    let pickles = names.filter { $0.hasSuffix("/data.pkl") }
    guard pickles.count == 1, let name = pickles.first else { throw Located(.noPickle) }
    let prefix = name.dropLast("data.pkl".count)
    if names.contains("\(prefix)constants.pkl") { throw Located(.program) }
    let order = try located { () throws(Problem) in try stored("\(prefix)byteorder", in: archive) }
    if let order, reader.text(at: order.lowerBound, count: order.count) != "little" {
      throw Located(.bigEndian)
    }
    let range = try located { () throws(Problem) in try stored(name, in: archive) }
    guard let range else { throw Located(.noPickle) }
    var machine = PickleMachine(UnsafeRawBufferPointer(rebasing: reader.bytes[range]))
    let result = try located { () throws(Problem) in try machine.run() }
    var assembly = ValueAssembly(heap: machine.heap) { key throws(Problem) in
      try stored("\(prefix)data/\(key)", in: archive)
    }
    return try assembly.root(result)
  }

  private static func archive(_ reader: ByteReader) throws(Problem) -> ZipArchive {
    do { return try ZipArchive(reader) } catch { throw .damagedArchive(error.description) }
  }

  /// Where the bytes of an entry lie in the file; `nil` where there is none of that name.
  private static func stored(
    _ name: String, in archive: ZipArchive
  ) throws(Problem) -> Range<Int>? {
    guard let entry = archive.entries[name] else { return nil }
    guard entry.method == .stored else { throw .compressedEntry(name: name) }
    return entry.range
  }

  private typealias Problem = TorchCheckpointError.Problem

  /// Carries out what fails without a place among the values.
  private static func located<Result>(
    _ body: () throws(Problem) -> Result
  ) throws(Located) -> Result {
    do { return try body() } catch { throw Located(error) }
  }
}

/// A problem and its place, before the file is known.
struct Located: Error {
  let key: String?
  let problem: TorchCheckpointError.Problem

  init(_ problem: TorchCheckpointError.Problem, key: String? = nil) {
    (self.key, self.problem) = (key, problem)
  }
}
