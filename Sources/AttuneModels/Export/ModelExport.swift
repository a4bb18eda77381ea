import AttuneCore
import AttuneCorpus
import AttuneText
import Foundation
import Safetensors

/// Writes a trained model for use outside Attune: weights, configuration and tokenizer.
public struct ModelExport {
  /// What was written.
  public struct Summary: Codable, Sendable, Equatable {
    /// Path of the folder.
    public let folder: String
    /// `audio` or `video`.
    public let kind: String
    /// How many numbers the tensors hold, buffers as well.
    public let numbers: Int
    /// How many turns are there with their logits.
    public let examples: Int
  }

  private let run: LoadedRun
  private let weights: SafetensorsFile
  private var examples = ExportExamples()

  /// Opens a run and checks that its weights are those of its network.
  ///
  /// - Throws: as ``LoadedRun``.
  public init(of folder: RunFolder) throws {
    run = try LoadedRun(contentsOf: folder)
    weights = try SafetensorsFile(contentsOf: folder.bestCheckpoint)
  }

  /// Adds a turn with what the network gets and what it makes of it.
  public mutating func addExample(_ conversation: Conversation, _ turn: Turn) throws {
    try examples.add(conversation, turn, in: run)
  }

  /// Writes the folder, all or nothing.
  ///
  /// - Parameter folder: must not exist, or be empty.
  /// - Throws: ``ExportError``, or an error of a file.
  public func write(to folder: URL) throws -> Summary {
    let manager = FileManager.default
    let folder = folder.standardizedFileURL
    if manager.fileExists(atPath: folder.path) {
      guard (try? manager.contentsOfDirectory(atPath: folder.path))?.isEmpty == true else {
        throw ExportError.folderNotEmpty(folder.path)
      }
    }
    let beside = folder.deletingLastPathComponent()
      .appendingPathComponent(".\(folder.lastPathComponent).\(UUID().uuidString)")
    defer { try? manager.removeItem(at: beside) }
    do {
      try manager.createDirectory(
        at: beside.appendingPathComponent("tokenizer"), withIntermediateDirectories: true)
    } catch {
      throw ExportError.unwritable(folder.path, reason: "cannot be made")
    }
    try writeFiles(to: beside)
    guard rename(beside.path, folder.path) == 0 else {
      throw ExportError.unwritable(folder.path, reason: String(cString: strerror(errno)))
    }
    return Summary(
      folder: folder.path, kind: run.name,
      numbers: weights.names.reduce(0) { $0 + (weights.info($1)?.shape.reduce(1, *) ?? 0) },
      examples: examples.descriptions.count)
  }

  private func writeFiles(to folder: URL) throws {
    func write(_ value: some Encodable, to name: String) throws {
      try AtomicFile.write(json: value, to: folder.appendingPathComponent(name))
    }
    try write(
      ExportConfiguration(run.pipeline, run.encoder.vocabularies), to: "config.json")
    try run.encoder.tokenizer.write(to: folder.appendingPathComponent("tokenizer"))
    try AtomicFile.write(
      Data(ExportReadMe.text(run.pipeline, weights).utf8),
      to: folder.appendingPathComponent("README.md"))
    // transformers wants to be told that these are a PyTorch model's.
    let metadata = ["format": "pt"]
    if !examples.descriptions.isEmpty {
      try write(examples.descriptions, to: "examples.json")
      try SafetensorsWriter.write(
        examples.entries, metadata: metadata,
        to: folder.appendingPathComponent("examples.safetensors"))
    }
    let entries = weights.names.compactMap { name in
      weights.info(name).map { info in
        SafetensorsEntry(name: name, dtype: info.dtype, shape: info.shape) { body in
          try weights.withUnsafeBytes(name, body)
        }
      }
    }
    try SafetensorsWriter.write(
      entries, metadata: metadata, to: folder.appendingPathComponent("model.safetensors"))
  }
}
