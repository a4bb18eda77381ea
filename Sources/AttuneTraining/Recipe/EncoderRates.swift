import AttuneEncoders
import AttuneModels

/// How fast the layers of one encoder learn.
///
/// The last layer learns at the encoder's rate, each one below at a share of the one above it, and
/// what comes before the first layer, as embeddings, at a share of that one's: what a pretrained
/// encoder has learned first is the most general (Howard and Ruder 2018, arXiv:1801.06146; with one
/// share for all layers Clark et al. 2020, arXiv:2003.10555).
struct EncoderRates {
  /// First component of the encoder's paths.
  let name: String
  /// What a layer's number follows, within the encoder.
  let layerPath: String
  /// What stands behind the last layer, within the encoder; it learns as that layer does.
  let headPaths: [String]
  let numLayers: Int
  /// Learning rate of the last layer.
  let rate: Double
  /// Learning rate of a layer as a share of the next one's.
  let decay: Double

  /// The encoders of a model.
  static func all(
    _ model: ModelConfiguration, _ training: TrainingConfiguration
  ) -> [EncoderRates] {
    var all = [
      EncoderRates(
        name: "text_encoder", layerPath: "encoder.layer.", headPaths: ["pooler."],
        numLayers: model.text.encoder.numHiddenLayers, rate: training.textLearningRate,
        decay: training.textLayerDecay)
    ]
    if let audio = model.audio {
      all.append(
        EncoderRates(
          name: "audio_encoder", layerPath: "encoder.layers.",
          headPaths: audio.encoder.pathsBehindLayers,
          numLayers: audio.encoder.numHiddenLayers,
          rate: training.audioLearningRate ?? training.learningRate,
          decay: training.audioLayerDecay))
    }
    if let video = model.video {
      all.append(
        EncoderRates(
          name: "video_encoder", layerPath: "encoder.layer.", headPaths: ["layernorm."],
          numLayers: video.encoder.numHiddenLayers,
          rate: training.videoLearningRate ?? training.learningRate,
          decay: training.videoLayerDecay))
    }
    return all
  }

  /// The group of a parameter and its learning rate, or `nil` for one of another part.
  func group(of path: String) -> (name: String, rate: Double)? {
    guard path.hasPrefix("\(name).") else { return nil }
    guard decay != 1 else { return (name, rate) }
    let local = path.dropFirst(name.count + 1)
    if local.hasPrefix(layerPath),
      let layer = Int(local.dropFirst(layerPath.count).prefix { $0 != "." })
    {
      return ("\(name).layer.\(layer)", rate(below: numLayers - 1 - layer))
    }
    let isBehind = headPaths.contains { local.hasPrefix($0) }
    return isBehind ? ("\(name).head", rate) : ("\(name).embeddings", rate(below: numLayers))
  }

  private func rate(below layers: Int) -> Double {
    (0..<max(0, layers)).reduce(rate) { rate, _ in rate * decay }
  }
}

extension AudioEncoderConfiguration {
  /// What stands behind the last layer: the norm of the states, unless it comes before the layers.
  fileprivate var pathsBehindLayers: [String] {
    switch self {
    case .wav2vec2(let encoder): encoder.usesStableLayerNorm ? ["encoder.layer_norm."] : []
    case .logMel: ["layer_norm."]
    }
  }
}
