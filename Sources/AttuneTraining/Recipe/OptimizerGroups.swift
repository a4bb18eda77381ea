import AttuneModels
import Torch
import TorchNN

/// Which parameters learn how fast.
enum OptimizerGroups {
  private static let textEncoder = "text_encoder."

  /// AdamW with the text encoder at its own rate; weights of one dimension (biases and norms) do
  /// not decay, as is usual in fine-tuning transformers.
  static func optimizer(for prepared: PreparedRun) -> AdamW {
    let configuration = prepared.configuration.training
    var groups: [ParameterGroup] = []
    for isText in [true, false] {
      for decays in [true, false] {
        let members = prepared.store.trainableParameters.filter {
          $0.path.hasPrefix(textEncoder) == isText
            && ($0.tensor.rank > 1) == decays
        }
        guard !members.isEmpty else { continue }
        groups.append(
          ParameterGroup(
            members,
            learningRate: isText ? configuration.textLearningRate : configuration.learningRate,
            weightDecay: decays ? configuration.weightDecay : 0))
      }
    }
    return AdamW(groups: groups)
  }
}
