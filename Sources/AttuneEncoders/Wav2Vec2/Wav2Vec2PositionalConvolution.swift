import Torch
import TorchNN

/// Positions as a convolution over the neighbouring frames.
///
/// Keys: `encoder.pos_conv_embed.conv.{parametrizations.weight.original0,…original1,bias}`, or
/// `…conv.{weight,bias}` and `…batch_norm.**`.
struct Wav2Vec2PositionalConvolution {
  let batchNorm: BatchNorm1d?
  let convolution: Conv1d
  let activation: Activation
  /// An even kernel with the same padding on both sides makes one frame too many.
  let dropsLastFrame: Bool

  init(_ configuration: Wav2Vec2Configuration, _ scope: ParameterScope) throws {
    let (size, kernel) = (configuration.hiddenSize, configuration.positionalKernel)
    batchNorm =
      configuration.positionalBatchNorm ? try BatchNorm1d(size, scope["batch_norm"]) : nil
    convolution = try Conv1d(
      size, size,
      Conv1d.Geometry(
        kernelSize: kernel, padding: kernel / 2, groups: configuration.positionalGroups),
      normalization: configuration.positionalBatchNorm ? .none : .weightNorm,
      weightInitializer: .normal(standardDeviation: 2 / Double(kernel * size).squareRoot()),
      biasInitializer: .zeros, scope["conv"])
    activation = configuration.featureActivation
    dropsLastFrame = kernel % 2 == 0
  }

  /// Positions for `[B, F, H]`.
  ///
  /// The convolution looks beyond a row's end and must find nothing there.
  ///
  /// - Parameters:
  ///   - hiddenStates: zero behind each row's frames.
  ///   - numFrames: real frames of each row.
  func callAsFunction(
    _ hiddenStates: Tensor, numFrames: [Int], mode: Mode
  ) throws(TorchError) -> Tensor {
    let length = hiddenStates.dim(1)
    let input = try normalized(hiddenStates, numFrames: numFrames, mode: mode).transpose(1, 2)
    var states = try convolution(input)  // [B, H, F or F + 1]
    if dropsLastFrame { states = try states.narrow(dim: 2, start: 0, length: length) }
    return try activation(states).transpose(1, 2)  // [B, F, H]
  }

  /// Normalises the real frames; what pads them stays zero, and is part of no statistics.
  private func normalized(
    _ hiddenStates: Tensor, numFrames: [Int], mode: Mode
  ) throws(TorchError) -> Tensor {
    guard let batchNorm else { return hiddenStates }
    let (length, size) = (hiddenStates.dim(1), hiddenStates.dim(2))
    let real = numFrames.enumerated().flatMap { row, count in
      (0..<count).map { Int64(row * length + $0) }
    }
    let index = try Tensor(real, shape: [real.count], device: hiddenStates.device)
    let flat = try hiddenStates.reshape([-1, size])  // [B · F, H]
    let frames = try batchNorm(flat.indexSelect(dim: 0, index: index), mode: mode)
    return try flat.indexCopy(dim: 0, index: index, source: frames).reshape(hiddenStates.shape)
  }
}
