import AttuneEncoders
import AttuneMedia
import Foundation
import Torch
import TorchNN

/// Features of videos by a TimeSformer.
struct VideoFeatures: FeatureEncoder {
  let pooling: FeaturePooling
  /// All clips are of one size, so none has to wait.
  let windowBatches = 1
  private let timeSformer: TimeSformer
  private let settings: VideoSettings
  private let pixels: PixelScale
  private let options: FeatureOptions

  init(_ folder: EncoderFolder, _ options: FeatureOptions) throws {
    let configuration = try folder.timeSformerConfiguration()
    let preprocessing = try folder.videoPreprocessing()
    pooling = try .chosen(options.pooling, of: [.classToken, .mean], encoder: folder)
    settings = VideoSettings(
      numFrames: configuration.numFrames, height: preprocessing.frameSize,
      width: preprocessing.frameSize, shortestEdge: preprocessing.shortestEdge)
    pixels = PixelScale(
      mean: preprocessing.mean, standardDeviation: preprocessing.standardDeviation)
    let source = try folder.source(.timesformer, prefix: "")
    let store = ParameterStore(
      device: options.device, dtype: options.dtype, sources: [source], frozen: [""])
    timeSformer = try TimeSformer(configuration, store.root)
    try store.verify()
    self.options = options
  }

  var hiddenSize: Int { timeSformer.configuration.hiddenSize }

  func prepare(_ file: URL, index: Int, report: inout FeatureReport) throws -> VideoClip? {
    let clip: VideoClip
    do throws(MediaError) {
      clip = try VideoDecoder.decode(file, settings: settings)
    } catch {
      if options.requiresMedia { throw error }
      report.recordFailed(index, error.description)
      return nil
    }
    report.recordDamage(
      index, numErrors: clip.numDecodingErrors, cutShort: clip.cutShort, file.path)
    return clip
  }

  func size(of clip: VideoClip) -> Int { clip.numFrames }

  func encode(_ clips: [VideoClip]) throws -> EncodedBatch {
    let batch = try Tensor(
      clips.flatMap { $0.pixelValues(pixels) },
      shape: [clips.count, settings.numFrames, 3, settings.height, settings.width],
      device: options.device)
    let states = try timeSformer.hiddenStates(batch.to(options.dtype), mode: .evaluation)
    let vector: TimeSformerConfiguration.Pooling = pooling == .mean ? .mean : .classToken
    return EncodedBatch(
      lastHiddenState: states,
      pooled: try timeSformer.pooled(states, vector, mode: .evaluation))
  }
}
