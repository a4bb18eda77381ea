import TorchNN

/// How a model is trained; the `training:` section of a run's configuration.
///
/// The defaults are the reference system's recipe for model A, with its mistakes mended: the
/// checkpoint is chosen and training stops on the same metric, and the schedule counts the steps
/// that the optimizer really takes.
public struct TrainingConfiguration: Codable, Sendable, Equatable {
  /// Passes over the training split at most.
  public var epochs: Int
  /// Conversation turns in one forward pass.
  public var batchSize: Int
  /// Forward passes whose gradients are averaged into one optimizer step.
  public var gradientAccumulationSteps: Int
  /// Peak learning rate of everything but the text encoder.
  public var learningRate: Double
  /// Peak learning rate of the text encoder.
  public var textLearningRate: Double
  /// Peak learning rate of the weights of an audio encoder's layers, where these are mixed; `nil`
  /// for ``learningRate``.
  public var layerLearningRate: Double?
  /// AdamW's decoupled weight decay.
  public var weightDecay: Double
  /// The shape of the learning rate over the run.
  public var schedule: LearningRateSchedule.Shape
  /// Optimizer steps over which the learning rate rises from zero.
  public var warmupSteps: Int
  /// Largest allowed norm of all gradients together.
  public var gradientClip: Double
  /// What is minimised.
  public var loss: LossKind
  /// γ of the focal loss.
  public var focalGamma: Double
  /// ε of label smoothing, for cross-entropy.
  public var labelSmoothing: Double
  /// How classes are weighted in the loss.
  public var classWeights: ClassWeighting
  /// How the turns of an epoch are drawn.
  public var sampling: Sampling
  /// Which validation figure chooses the checkpoint and stops the run.
  public var metric: SelectionMetric
  /// Epochs without a better figure before the run stops.
  public var patience: Int
  /// Optimizer steps between two checkpoints within an epoch; 0 for none but at its end.
  public var checkpointEverySteps: Int
  /// Where the model runs: `cpu`, `cuda` or `cuda:1`.
  public var device: String
  /// Steps whose turns are decoded and encoded ahead at the same time, on other threads; the result
  /// does not depend on it.
  public var dataWorkers = 1

  /// The loss.
  public enum LossKind: String, Codable, Sendable {
    case crossEntropy = "cross_entropy"
    case focal
  }
  /// Class weights: none, or N / (K · n_c) from the training split.
  public enum ClassWeighting: String, Codable, Sendable { case none, balanced }
  /// Every turn once in a seeded order, or classes drawn evenly with replacement.
  public enum Sampling: String, Codable, Sendable { case shuffled, balanced }
  /// A validation figure; `loss` is better when lower, the others when higher.
  public enum SelectionMetric: String, Codable, Sendable {
    case macroF1 = "macro_f1"
    case accuracy
    case unweightedAverageRecall = "unweighted_average_recall"
    case loss
  }

  enum CodingKeys: String, CodingKey {
    case epochs
    case batchSize = "batch_size"
    case gradientAccumulationSteps = "gradient_accumulation_steps"
    case learningRate = "learning_rate"
    case textLearningRate = "text_learning_rate"
    case layerLearningRate = "layer_learning_rate"
    case weightDecay = "weight_decay"
    case schedule
    case warmupSteps = "warmup_steps"
    case gradientClip = "gradient_clip"
    case loss
    case focalGamma = "focal_gamma"
    case labelSmoothing = "label_smoothing"
    case classWeights = "class_weights"
    case sampling, metric, patience
    case checkpointEverySteps = "checkpoint_every_steps"
    case device
    case dataWorkers = "data_workers"
  }

  /// Conversation turns that one optimizer step learns from.
  func turnsPerStep(processes: Int) -> Int { batchSize * gradientAccumulationSteps * processes }
}
