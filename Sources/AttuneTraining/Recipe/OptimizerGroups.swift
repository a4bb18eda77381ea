import AttuneModels
import Torch
import TorchNN

/// Which parameters learn how fast.
enum OptimizerGroups {
  /// Parts that learn at a rate of their own.
  private enum Part: CaseIterable {
    case textEncoder
    case layerWeights
    case rest

    /// What logs call it.
    var name: String {
      switch self {
      case .textEncoder: "text_encoder"
      case .layerWeights: "layer_weights"
      case .rest: "rest"
      }
    }

    init(path: String) {
      if path.hasPrefix("text_encoder.") {
        self = .textEncoder
      } else {
        self = path == "audio_layer_weights" ? .layerWeights : .rest
      }
    }

    func learningRate(_ configuration: TrainingConfiguration) -> Double {
      switch self {
      case .textEncoder: configuration.textLearningRate
      case .layerWeights: configuration.layerLearningRate ?? configuration.learningRate
      case .rest: configuration.learningRate
      }
    }
  }

  /// AdamW with the text encoder and the weights of layers at their own rates; weights of one
  /// dimension (biases and norms) do not decay, as is usual in fine-tuning transformers.
  static func optimizer(for prepared: PreparedRun) -> AdamW {
    let configuration = prepared.configuration.training
    var groups: [ParameterGroup] = []
    for part in Part.allCases {
      for decays in [true, false] {
        let members = prepared.store.trainableParameters.filter {
          Part(path: $0.path) == part && ($0.tensor.rank > 1) == decays
        }
        guard !members.isEmpty else { continue }
        groups.append(
          ParameterGroup(
            members, name: part.name, learningRate: part.learningRate(configuration),
            weightDecay: decays ? configuration.weightDecay : 0))
      }
    }
    return AdamW(groups: groups)
  }
}
