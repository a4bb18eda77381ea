import AttuneEncoders
import AttuneText
import Foundation
import Safetensors
import Torch
import TorchNN

/// Makes features of many inputs with the encoder of a folder.
public struct FeatureExtractor {
  /// The encoder's folder.
  public let folder: EncoderFolder
  /// The encoder's architecture.
  public let family: EncoderFamily
  /// How inputs become features.
  public let options: FeatureOptions

  /// Looks which encoder a folder holds; its weights are opened with the first inputs.
  ///
  /// - Throws: `EncoderFolderError` for a folder without a configuration, or an unknown encoder.
  public init(contentsOf folder: URL, options: FeatureOptions = FeatureOptions()) throws {
    self.folder = EncoderFolder(folder)
    self.options = options
    family = try self.folder.family()
  }

  /// Writes the features of all inputs to one file: `<index>/last_hidden_state` `[T, H]` and
  /// `<index>/pooled` `[H]`, float32.
  ///
  /// Inputs are read, encoded and written batch by batch. One that cannot be used has no keys.
  ///
  /// - Parameters:
  ///   - inputs: numbered from 0 in their order.
  ///   - url: the file to make or to replace; nothing is made when an error is thrown.
  ///   - progress: called with how many inputs are done.
  /// - Returns: what became of the inputs.
  /// - Throws: ``FeatureError`` if the encoder takes other inputs, a text is too long and that is
  ///   an error, or no input can be encoded; errors of the encoder's files otherwise.
  public func write(
    _ inputs: FeatureInputs, to url: URL, progress: (_ completed: Int) -> Void = { _ in }
  ) throws -> FeatureReport {
    guard inputs.count > 0 else { throw FeatureError.noInputs }
    switch (family, inputs) {
    case (.bert, .texts(let lines)):
      return try write(
        lines, with: TextFeatures(folder, options, file: lines.url.path), to: url, progress)
    case (.wav2vec2, .audio(let files)), (.hubert, .audio(let files)):
      return try write(files, with: AudioFeatures(folder, options), to: url, progress)
    case (.timesformer, .video(let files)):
      return try write(files, with: VideoFeatures(folder, options), to: url, progress)
    default:
      throw FeatureError.wrongInput(
        encoder: folder.url.path, family: family.rawValue, takes: family.takes)
    }
  }

  private func write<Encoder: FeatureEncoder>(
    _ inputs: some RandomAccessCollection<Encoder.Input>, with encoder: Encoder, to url: URL,
    _ progress: (Int) -> Void
  ) throws -> FeatureReport {
    var report = FeatureReport(
      encoder: folder.url.path, architecture: family.rawValue, pooling: encoder.pooling,
      hiddenSize: encoder.hiddenSize, inputs: inputs.count)
    let stream = try SafetensorsStream(
      to: url, maximumTensors: 2 * inputs.count,
      maximumNameBytes: "\(inputs.count)/last_hidden_state".utf8.count)
    var batches = EqualSizeBatches<(index: Int, input: Encoder.Prepared)>(
      batchSize: options.batchSize, window: encoder.windowBatches * options.batchSize)
    func encode(_ batch: [(index: Int, input: Encoder.Prepared)]) throws {
      try write(batch, with: encoder, to: stream)
      report.encoded += batch.count
      progress(report.encoded + report.failed)
    }
    for (index, input) in inputs.enumerated() {
      if let prepared = try encoder.prepare(input, index: index, report: &report) {
        let batch = batches.add((index, prepared), size: encoder.size(of: prepared))
        if let batch { try encode(batch) }
      } else {
        progress(report.encoded + report.failed)
      }
    }
    while let batch = batches.next() { try encode(batch) }
    guard report.encoded > 0 else {
      throw FeatureError.nothingEncoded(
        inputs: inputs.count, first: report.findings.first?.reason ?? "")
    }
    try stream.finish(metadata: [
      "architecture": report.architecture, "pooling": report.pooling.rawValue,
    ])
    return report
  }

  private func write<Encoder: FeatureEncoder>(
    _ batch: [(index: Int, input: Encoder.Prepared)], with encoder: Encoder,
    to stream: SafetensorsStream
  ) throws {
    try withoutGradients {
      let encoded = try encoder.encode(batch.map(\.input))
      for (row, (index, _)) in batch.enumerated() {
        for (name, states) in [
          ("last_hidden_state", encoded.lastHiddenState), ("pooled", encoded.pooled),
        ] {
          let tensor = try states.select(dim: 0, index: row).to(.float32)
          try stream.append(SafetensorsEntry(name: "\(index)/\(name)", tensor: tensor))
        }
      }
    }
  }
}
