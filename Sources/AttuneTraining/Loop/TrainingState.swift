import AttuneModels
import TorchNN

/// All that changes while a run is trained, and that resuming brings back.
final class TrainingState {
  /// The weights.
  let store: ParameterStore
  /// What the optimizer remembers of them.
  let optimizer: AdamW
  /// The average of the weights, where the configuration asks for one.
  let average: WeightAveraging?
  /// The pretrained encoders' weights, where the configuration asks for a share of them.
  let pretrained: PretrainedWeights?
  /// What batch normalisation remembers of all processes' batches.
  let statistics: RunningStatistics
  /// How far the run has come.
  var progress: TrainingProgress

  /// The state before the first step.
  init(of prepared: PreparedRun) throws {
    let configuration = prepared.configuration
    store = prepared.store
    optimizer = OptimizerGroups.optimizer(for: prepared)
    average = try WeightAveraging(configuration.training, of: prepared.store)
    let encoders = configuration.model.pretrainedPaths
    pretrained =
      configuration.training.pretrainedShare == 0 || encoders.isEmpty
      ? nil : try PretrainedWeights(of: prepared.store, below: encoders)
    statistics = RunningStatistics(of: prepared.store, prepared.group)
    progress = TrainingProgress(numClasses: configuration.model.classes.count)
    if configuration.training.precision == .float16 { progress.scaler = LossScaler() }
  }
}
