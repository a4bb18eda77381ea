import Torch
import TorchNN

/// Patches as vectors, with where and when they are.
///
/// Keys: `patch_embeddings.projection`, `position_embeddings` `[1, P, H]`, `time_embeddings`
/// `[1, F, H]`; with a class token `cls_token` `[1, 1, H]`, whose position is the first of
/// `position_embeddings` `[1, 1+P, H]`. Without attention over time there are no times.
struct TimeSformerEmbeddings {
  let projection: Conv2d
  let classToken: Tensor?
  let positionEmbeddings: Tensor
  let timeEmbeddings: Tensor?
  let dropout: Dropout
  let configuration: TimeSformerConfiguration

  init(_ configuration: TimeSformerConfiguration, _ scope: ParameterScope) throws {
    self.configuration = configuration
    let (size, patch) = (configuration.hiddenSize, configuration.patchSize)
    projection = try Conv2d(
      3, size, kernelSize: (patch, patch), stride: (patch, patch),
      weightInitializer: TimeSformer.initializer, biasInitializer: .zeros,
      scope["patch_embeddings"]["projection"])
    classToken =
      configuration.hasClassToken
      ? try scope.parameter("cls_token", [1, 1, size], TimeSformer.initializer) : nil
    positionEmbeddings = try scope.parameter(
      "position_embeddings",
      [1, (classToken == nil ? 0 : 1) + configuration.numPatches, size], TimeSformer.initializer)
    timeEmbeddings =
      configuration.attention == .space
      ? nil
      : try scope.parameter(
        "time_embeddings", [1, configuration.numFrames, size], TimeSformer.initializer)
    dropout = Dropout(configuration.dropout)
  }

  /// Embeds `[B, F, 3, height, width]` as `[B, P·F, H]`, patches row-major, frame fastest, behind
  /// the class token where there is one; without attention over time as `[B·F, P, H]`.
  func callAsFunction(
    _ pixelValues: Tensor, _ grid: ClipGrid, mode: Mode
  ) throws(TorchError) -> Tensor {
    let (batch, size) = (pixelValues.dim(0), configuration.hiddenSize)
    let (numFrames, numPatches) = (grid.numFrames, grid.numPatches)
    let frames = try pixelValues.reshape(
      [batch * numFrames, 3, pixelValues.dim(3), pixelValues.dim(4)])
    let patches = try projection(frames).reshape([batch, numFrames, size, numPatches])
    let positions = try positions(grid)  // [1, P, H]
    var tokens: Tensor
    if let times = try times(grid) {  // [1, F, H]
      let placed = try patches.permute([0, 3, 1, 2]) + positions.unsqueeze(2) + times.unsqueeze(1)
      tokens = try placed.reshape([batch, numPatches * numFrames, size])
    } else {
      let rows = try patches.transpose(2, 3).reshape([batch * numFrames, numPatches, size])
      tokens = try rows + positions
    }
    if let classToken {
      let first = try classToken + positionEmbeddings.narrow(dim: 1, start: 0, length: 1)
      tokens = try Tensor.cat([first.expand([tokens.dim(0), 1, size]), tokens], dim: 1)
    }
    return try dropout(tokens, mode: mode)
  }

  /// The patches' positions, `[1, P, H]`; a grid of other sizes takes the nearest ones.
  private func positions(_ grid: ClipGrid) throws(TorchError) -> Tensor {
    let known = configuration.numPatches
    let table = try positionEmbeddings.narrow(
      dim: 1, start: positionEmbeddings.dim(1) - known, length: known)
    // As upstream: a grid of the same number of patches keeps them, whatever its rows.
    guard grid.numPatches != known else { return table }
    let side = configuration.imageSize / configuration.patchSize
    let columns = ClipGrid.nearest(grid.columns, of: side)
    let places = ClipGrid.nearest(grid.rows, of: side).flatMap { row in
      columns.map { row * side + $0 }
    }
    return try Self.select(places, from: table)
  }

  /// The frames' times, `[1, F, H]`; a clip of another number of frames takes the nearest ones.
  private func times(_ grid: ClipGrid) throws(TorchError) -> Tensor? {
    guard let timeEmbeddings, grid.numFrames != configuration.numFrames else {
      return timeEmbeddings
    }
    return try Self.select(
      ClipGrid.nearest(grid.numFrames, of: configuration.numFrames), from: timeEmbeddings)
  }

  private static func select(_ places: [Int], from table: Tensor) throws(TorchError) -> Tensor {
    let index = try Tensor(places.map(Int64.init), shape: [places.count], device: table.device)
    return try table.indexSelect(dim: 1, index: index)
  }
}
