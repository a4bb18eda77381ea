import Torch
import TorchNN

/// Patches as vectors, with where and when they are.
///
/// Keys: `patch_embeddings.projection`, `position_embeddings` `[1, P, H]`, `time_embeddings`
/// `[1, F, H]`.
struct TimeSformerEmbeddings {
  let projection: Conv2d
  let positionEmbeddings: Tensor
  let timeEmbeddings: Tensor
  let dropout: Dropout
  let configuration: TimeSformerConfiguration

  init(_ configuration: TimeSformerConfiguration, _ scope: ParameterScope) throws {
    self.configuration = configuration
    let (size, patch) = (configuration.hiddenSize, configuration.patchSize)
    projection = try Conv2d(
      3, size, kernelSize: (patch, patch), stride: (patch, patch),
      weightInitializer: TimeSformer.initializer, biasInitializer: .zeros,
      scope["patch_embeddings"]["projection"])
    positionEmbeddings = try scope.parameter(
      "position_embeddings", [1, configuration.numPatches, size], TimeSformer.initializer)
    timeEmbeddings = try scope.parameter(
      "time_embeddings", [1, configuration.numFrames, size], TimeSformer.initializer)
    dropout = Dropout(configuration.dropout)
  }

  /// Embeds `[B, F, 3, height, width]` as `[B, P·F, H]`, patches row-major, frame fastest.
  func callAsFunction(_ pixelValues: Tensor, mode: Mode) throws(TorchError) -> Tensor {
    let (batch, size) = (pixelValues.dim(0), configuration.hiddenSize)
    let (numFrames, numPatches) = (configuration.numFrames, configuration.numPatches)
    let image = configuration.imageSize
    let patches = try projection(pixelValues.reshape([batch * numFrames, 3, image, image]))
      .reshape([batch, numFrames, size, numPatches])  // [B, F, H, P]
      .permute([0, 3, 1, 2])  // [B, P, F, H]
    let placed = try patches + positionEmbeddings.unsqueeze(2) + timeEmbeddings.unsqueeze(1)
    return try dropout(placed.reshape([batch, numPatches * numFrames, size]), mode: mode)
  }
}
