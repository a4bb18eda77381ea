import AttuneCore
import Torch
import TorchNN

/// How a model is trained; the `training:` section of a run's configuration.
///
/// The defaults are the reference system's recipe for model A, with its mistakes mended: the
/// checkpoint is chosen and training stops on the same metric, and the schedule counts the steps
/// that the optimizer really takes. What older runs lack has the value that it then had.
///
/// Sources of the methods stand in `docs/training.md`.
public struct TrainingConfiguration: Codable, Sendable, Equatable {
  // MARK: Steps

  /// Passes over the training split at most.
  public var epochs: Int
  /// Conversation turns in one forward pass.
  public var batchSize: Int
  /// Forward passes whose gradients are averaged into one optimizer step.
  public var gradientAccumulationSteps: Int
  /// Processes whose batches one step holds, or `nil` for as many as the run is started with.
  ///
  /// A step stays as long when another number of processes resumes the run.
  public var processes: Int?
  /// Largest allowed norm of all gradients together.
  public var gradientClip: Double
  /// The type in which matrix products are computed; weights and optimizer stay in float32.
  public var precision = Precision.float32
  /// Whether encoder layers are computed again in the backward pass, which saves memory.
  public var gradientCheckpointing = false

  // MARK: Learning rates

  /// Peak learning rate of everything that has none of its own.
  public var learningRate: Double
  /// Peak learning rate of the text encoder's last layer.
  public var textLearningRate: Double
  /// Peak learning rate of the audio encoder's last layer; `nil` for ``learningRate``.
  public var audioLearningRate: Double?
  /// Peak learning rate of the video encoder's last layer; `nil` for ``learningRate``.
  public var videoLearningRate: Double?
  /// Peak learning rate of the weights of an audio encoder's layers, where these are mixed; `nil`
  /// for ``learningRate``.
  public var layerLearningRate: Double?
  /// Learning rate of each layer of the text encoder, as a share of the layer above it, in 0…1.
  public var textLayerDecay = 1.0
  /// As ``textLayerDecay``, of the audio encoder.
  public var audioLayerDecay = 1.0
  /// As ``textLayerDecay``, of the video encoder.
  public var videoLayerDecay = 1.0
  /// The shape of the learning rate over the run.
  public var schedule: LearningRateSchedule.Shape
  /// Optimizer steps over which the learning rate rises from zero.
  public var warmupSteps: Int
  /// The same as a share of all steps, in 0…1; replaces ``warmupSteps`` where given.
  public var warmupRatio: Double?

  // MARK: Weights

  /// AdamW's decoupled weight decay.
  public var weightDecay: Double
  /// What does not decay.
  public var weightDecayExclusions = [DecayExclusion.biases, .norms]
  /// Paths at or below which nothing is trained, as `audio_encoder.encoder.layers.0`.
  public var frozen: [String] = []
  /// Which average of the weights is validated and saved.
  public var averaging = Averaging.none
  /// How much of the exponential average stays in a step.
  public var emaDecay = 0.999
  /// Over how many of the last epochs stochastic weight averaging goes.
  public var swaEpochs = 3
  /// The schedule's factor in those epochs, in 0…1; `nil` where the schedule goes on.
  public var swaLearningRateFactor: Double?
  /// Share of the pretrained encoders' weights in those that are validated and saved, in 0..<1; 0
  /// for none.
  public var pretrainedShare = 0.0

  // MARK: Loss

  /// What is minimised.
  public var loss: LossKind
  /// γ of the focal loss.
  public var focalGamma: Double
  /// ε of label smoothing.
  public var labelSmoothing: Double
  /// How classes are weighted in the loss.
  public var classWeights: ClassWeighting
  /// β of the effective number of samples.
  public var effectiveNumberBeta = 0.999
  /// τ of logit adjustment; 0 for none.
  public var logitAdjustment = 0.0
  /// Share of the loss that is taken on the label map's words, where the model answers them, in
  /// 0…1; the rest is taken on the classes.
  public var wordLoss = 1.0
  /// α of R-Drop; 0 for none.
  public var rDrop = 0.0
  /// α of mixup on the classifier's input; 0 for none.
  public var mixup = 0.0

  // MARK: Data

  /// How the turns of an epoch are drawn.
  public var sampling: Sampling
  /// Whether the turns of a batch are of similar length.
  public var bucketing = false
  /// Steps whose turns are decoded and encoded ahead at the same time, on other threads; the result
  /// does not depend on it.
  public var dataWorkers = 1

  // MARK: Choice and end

  /// Which validation figure chooses the checkpoint and stops the run.
  public var metric: SelectionMetric
  /// Epochs without a better figure before the run stops.
  public var patience: Int
  /// Minutes of training after which no step is begun; `nil` for no limit.
  public var maximumMinutes: Double?
  /// Optimizer steps between two checkpoints within an epoch; 0 for none but at its end.
  public var checkpointEverySteps: Int
  /// Where the model runs: `cpu`, `cuda` or `cuda:1`.
  public var device: String

  /// The type of matrix products.
  public enum Precision: String, Choice, Sendable { case float32, bfloat16, float16 }
  /// What weight decay spares: biases; the scales and shifts of norms and all other single vectors;
  /// embedding tables.
  public enum DecayExclusion: String, Choice, Sendable { case biases, norms, embeddings }
  /// None, an exponential moving average over all steps, or the mean over the last epochs.
  public enum Averaging: String, Choice, Sendable { case none, ema, swa }
  /// The loss.
  public enum LossKind: String, Choice, Sendable {
    case crossEntropy = "cross_entropy"
    case focal
  }
  /// Class weights from the training split's counts n: none; N / (K · n); its root; or from the
  /// effective number of samples, (1 − β) / (1 − βⁿ), with a mean of 1.
  public enum ClassWeighting: String, Choice, Sendable {
    case none, balanced
    case squareRoot = "square_root"
    case effectiveNumber = "effective_number"
  }
  /// Every turn once in a seeded order; classes drawn evenly; or classes drawn as often as the roots
  /// of their counts.
  public enum Sampling: String, Choice, Sendable {
    case shuffled, balanced
    case squareRoot = "square_root"
  }
  /// A validation figure; `loss` is better when lower, the others when higher.
  public enum SelectionMetric: String, Choice, Sendable {
    case macroF1 = "macro_f1"
    case accuracy
    case unweightedAverageRecall = "unweighted_average_recall"
    case loss
  }

  /// Conversation turns that one optimizer step learns from, over all processes.
  var turnsPerStep: Int { batchSize * gradientAccumulationSteps * (processes ?? 1) }
}

extension LearningRateSchedule.Shape: Choice {}
