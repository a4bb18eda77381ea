import AttuneModels
import Torch
import TorchNN

/// Which parameters learn how fast, and which of them decay.
enum OptimizerGroups {
  private struct Key: Hashable {
    let name: String
    let rate: Double
    let decays: Bool
  }

  /// AdamW with a group for each rate, and in it one that decays and one that does not.
  static func optimizer(for prepared: PreparedRun) -> AdamW {
    let configuration = prepared.configuration
    let encoders = EncoderRates.all(configuration.model, configuration.training)
    var order: [Key] = []
    var members: [Key: [NamedTensor]] = [:]
    for parameter in prepared.store.trainableParameters {
      let (name, rate) = group(of: parameter.path, encoders, configuration.training)
      let key = Key(
        name: name, rate: rate, decays: decays(parameter, configuration.training))
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(parameter)
    }
    return AdamW(
      groups: order.map { key in
        ParameterGroup(
          members[key] ?? [], name: key.name, learningRate: key.rate,
          weightDecay: key.decays ? configuration.training.weightDecay : 0)
      })
  }

  private static func group(
    of path: String, _ encoders: [EncoderRates], _ configuration: TrainingConfiguration
  ) -> (name: String, rate: Double) {
    for encoder in encoders {
      if let group = encoder.group(of: path) { return group }
    }
    return path == "audio_layer_weights"
      ? ("layer_weights", configuration.layerLearningRate ?? configuration.learningRate)
      : ("rest", configuration.learningRate)
  }

  /// Whether a parameter decays: what the configuration spares does not.
  static func decays(_ parameter: NamedTensor, _ configuration: TrainingConfiguration) -> Bool {
    let exclusions = configuration.weightDecayExclusions
    let name = parameter.path.split(separator: ".").last ?? ""
    // Recurrent layers call theirs bias_ih_l0, attention in_proj_bias.
    if name.contains("bias") { return !exclusions.contains(.biases) }
    if parameter.tensor.rank <= 1 { return !exclusions.contains(.norms) }
    let isTable = embeddingMarks.contains { parameter.path.contains($0) }
    return !(isTable && exclusions.contains(.embeddings))
  }

  private static let embeddingMarks = [
    "embeddings.weight", "position_embeddings", "time_embeddings", "cls_token",
    "metadata_tables.", "role.weight",
  ]
}
