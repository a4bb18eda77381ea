import AttuneEncoders
import AttuneTestSupport
import Foundation
import Safetensors
import Torch
import TorchCheckpoint
import TorchNN

/// Opens damaged copies of good files, each as a user's command would, and counts what happens.
///
///     FileFuzzer SEED COUNT FOLDER ORIGINAL…
///
/// Every ORIGINAL is a `.safetensors`, `.bin`, `.pth` or `.json` file; a configuration or an index is
/// opened together with the folder that it lies in. The mutant stays in FOLDER while it is opened,
/// so that it is at hand if the process dies. It exits 1 if an error was none of ours, not one line,
/// or took too long; dying is for `Scripts/fuzz-files.sh` to see.
@main struct FileFuzzer {
  private var opened = 0
  private var refused = 0
  private var slowest: (time: Duration, name: String) = (.zero, "none")
  private var complaints = 0

  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count > 3, let seed = UInt64(arguments[1]), let count = Int(arguments[2]) else {
      print("usage: FileFuzzer SEED COUNT FOLDER ORIGINAL…")
      exit(64)
    }
    let folder = URL(fileURLWithPath: arguments[3], isDirectory: true)
    var fuzzer = FileFuzzer()
    try fuzzer.run(seed, count, folder, arguments.dropFirst(3).map(URL.init(fileURLWithPath:)))
    print(
      "\(count) mutants: \(fuzzer.refused) refused, \(fuzzer.opened) opened, "
        + "\(fuzzer.complaints) complaints; slowest \(fuzzer.slowest.name), \(fuzzer.slowest.time), "
        + "peak memory \(peakMegabytes()) MB")
    exit(fuzzer.complaints == 0 ? 0 : 1)
  }

  private mutating func run(
    _ seed: UInt64, _ count: Int, _ folder: URL, _ originals: [URL]
  ) throws {
    var mutator = FileMutator(seed: seed)
    for number in 0..<count {
      let original = originals[number % originals.count]
      let bytes = [UInt8](try Data(contentsOf: original))
      let isJSON = original.pathExtension == "json"
      let mutant = isJSON ? mutator.mutant(ofJSON: bytes) : mutator.mutant(of: bytes)
      let place = folder.appendingPathComponent("case", isDirectory: true)
      try? FileManager.default.removeItem(at: place)
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      if isJSON { try Self.copyBeside(original, to: place) }
      let file = place.appendingPathComponent(original.lastPathComponent)
      try Data(mutant).write(to: file)
      let clock = ContinuousClock()
      let time = clock.measure { attempt(number, file) }
      if time > slowest.time {
        slowest = (time, "mutant \(number) of \(original.lastPathComponent)")
      }
      // A sanitizer slows down; what hangs takes longer than this.
      if time > .seconds(10) { complain(number, file, "took \(time)") }
    }
  }

  /// The other files of the folder that a configuration belongs to.
  private static func copyBeside(_ original: URL, to place: URL) throws {
    let folder = original.deletingLastPathComponent()
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name != original.lastPathComponent {
      try FileManager.default.copyItem(
        at: folder.appendingPathComponent(name), to: place.appendingPathComponent(name))
    }
  }

  private mutating func attempt(_ number: Int, _ file: URL) {
    do {
      switch file.pathExtension {
      case "safetensors": try Self.readAll(SafetensorsFile(contentsOf: file))
      case "json": try Self.openFolder(file.deletingLastPathComponent())
      default: try Self.readAll(TorchCheckpointFile(contentsOf: file).tensors)
      }
      opened += 1
    } catch {
      refused += 1
      let line = String(describing: error)
      if line.contains(where: \.isNewline) { complain(number, file, "more than a line: \(line)") }
      if line.utf8.count > 20_000 { complain(number, file, "a line of \(line.utf8.count) bytes") }
      switch error {
      case is SafetensorsError, is TorchCheckpointError, is EncoderFolderError, is ShardIndexError,
        is ParameterError, is TorchError:
        break
      default: complain(number, file, "an error of type \(type(of: error)): \(line)")
      }
    }
  }

  private static func readAll(_ tensors: any TensorReading) throws {
    // Types that we cannot compute with are told by an error of their own.
    for name in tensors.tensorNames { _ = try? tensors.tensor(name) }
  }

  /// Builds the encoder that a folder describes from its weights, as every command does.
  private static func openFolder(_ folder: URL) throws {
    let encoder = EncoderFolder(folder)
    let source: ParameterSource
    let build: (ParameterScope) throws -> Void
    switch try encoder.family() {
    case .bert:
      let configuration = try encoder.bertConfiguration()
      source = try encoder.source(.bert(readsPooler: true), prefix: "")
      build = { _ = try BertModel(configuration, addsPooler: true, $0) }
    case .timesformer:
      let configuration = try encoder.timeSformerConfiguration()
      source = try encoder.source(.timesformer, prefix: "")
      build = { _ = try TimeSformer(configuration, $0) }
    default:
      let configuration = try encoder.wav2Vec2Configuration()
      source = try encoder.source(.wav2vec2, prefix: "")
      build = { _ = try Wav2Vec2Model(configuration, $0) }
    }
    let store = ParameterStore(sources: [source])
    try build(store.root)
    try store.verify()
  }

  private mutating func complain(_ number: Int, _ file: URL, _ reason: String) {
    complaints += 1
    print("mutant \(number) of \(file.lastPathComponent): \(reason)")
  }

  private static func peakMegabytes() -> Int {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    return usage.ru_maxrss / 1024
  }
}
