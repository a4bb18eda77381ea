import AttuneEncoders
import Torch
import TorchNN

/// Sees utterances: one vector a clip, with a learned stand-in for the absent ones.
///
/// Keys: `video_encoder.**`, `video_stand_in`.
struct VideoReader {
  let encoder: TimeSformer
  let isFrozen: Bool
  let standIn: Tensor

  init(
    _ configuration: TimeSformerConfiguration, isFrozen: Bool, _ scope: ParameterScope
  ) throws {
    encoder = try TimeSformer(configuration, scope["video_encoder"])
    self.isFrozen = isFrozen
    standIn = try StandIn.parameter("video_stand_in", configuration.hiddenSize, scope)
  }

  /// Width of an utterance's vector.
  var outputSize: Int { encoder.configuration.hiddenSize }

  /// Encodes the groups' clips into `[count, output]`.
  ///
  /// - Parameter present: rows that may be seen; the others get the stand-in whatever the groups
  ///   hold.
  func callAsFunction(_ groups: [ClipGroup], present: [Bool], mode: Mode) throws -> Tensor {
    var rows: [Int] = []
    var vectors: [Tensor] = []
    for group in groups {
      let kept = group.rows.indices.filter { present[group.rows[$0]] }
      guard !kept.isEmpty else { continue }
      var pixelValues = group.pixelValues
      if kept.count < group.rows.count {
        let index = try Tensor(
          kept.map(Int64.init), shape: [kept.count], device: pixelValues.device)
        pixelValues = try pixelValues.indexSelect(dim: 0, index: index)
      }
      rows += kept.map { group.rows[$0] }
      vectors.append(try vector(pixelValues, mode: mode))
    }
    let values = vectors.isEmpty ? nil : try Tensor.cat(vectors, dim: 0)
    return try RowAssembly.assemble(values, rows: rows, of: present.indices, standIn: standIn)
  }

  private func vector(_ pixelValues: Tensor, mode: Mode) throws -> Tensor {
    try AttentionTrace.at(.video) {
      guard isFrozen else { return try encoder(pixelValues, mode: mode) }
      return try withoutGradients { try encoder(pixelValues, mode: .evaluation) }
    }
  }
}
