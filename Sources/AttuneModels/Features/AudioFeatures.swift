import AttuneEncoders
import AttuneMedia
import Foundation
import Torch
import TorchNN

/// Features of sounds by a wav2vec2 or HuBERT encoder.
struct AudioFeatures: FeatureEncoder {
  let pooling: FeaturePooling
  /// Sounds are long and seldom of one length.
  let windowBatches = 2
  private let wav2vec2: Wav2Vec2Model
  private let settings: AudioSettings
  private let options: FeatureOptions

  init(_ folder: EncoderFolder, _ options: FeatureOptions) throws {
    let configuration = try folder.wav2Vec2Configuration()
    pooling = try .chosen(options.pooling, of: [.mean], encoder: folder)
    settings = AudioSettings(
      normalization: try folder.soundPreprocessing().normalizes ? .standard : .none,
      maximumSeconds: options.maximumSeconds)
    let source = try folder.source(.wav2vec2, prefix: "")
    let store = ParameterStore(
      device: options.device, dtype: options.dtype, sources: [source], frozen: [""])
    wav2vec2 = try Wav2Vec2Model(configuration, store.root)
    try store.verify()
    self.options = options
  }

  var hiddenSize: Int { wav2vec2.configuration.hiddenSize }

  func prepare(_ file: URL, index: Int, report: inout FeatureReport) throws -> [Float]? {
    let clip: AudioClip
    do throws(MediaError) {
      clip = try AudioDecoder.decode(file, settings: settings)
    } catch {
      if options.requiresMedia { throw error }
      report.recordFailed(index, error.description)
      return nil
    }
    report.recordDamage(
      index, numErrors: clip.numDecodingErrors, cutShort: clip.cutShort, file.path)
    if clip.isTruncated {
      report.recordTruncated(index, "\(file.path): \(clip.durationSeconds) s cut at the limit")
    }
    return clip.waveform
  }

  func size(of waveform: [Float]) -> Int { waveform.count }

  func encode(_ waveforms: [[Float]]) throws -> EncodedBatch {
    let batch = try Tensor(
      waveforms.flatMap(\.self), shape: [waveforms.count, waveforms.first?.count ?? 0],
      device: options.device)
    let output = try wav2vec2(batch.to(options.dtype), mode: .evaluation)
    return EncodedBatch(
      lastHiddenState: output.lastHiddenState, pooled: try output.meanOverTime())
  }
}
