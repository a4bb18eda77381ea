import AttuneCore
import Torch
import TorchNN

/// The metadata of a turn as one vector: tables, then layers.
///
/// Keys: `metadata_tables.**`, `metadata.**`.
struct MetadataReader {
  let tables: MetadataEncoder
  private let layers: DenseStack

  /// Makes the parts, or returns `nil` where the policy leaves no metadata.
  init?(
    _ configuration: MetadataConfiguration, _ inputs: InputPolicy, _ style: DenseStack.Style,
    _ scope: ParameterScope
  ) throws {
    guard let tables = try MetadataEncoder(configuration, inputs, scope["metadata_tables"])
    else { return nil }
    self.tables = tables
    layers = try DenseStack(tables.outputSize, configuration.sizes, style, scope["metadata"])
  }

  /// Width of the result.
  var outputSize: Int { layers.outputSize }

  /// Reads the metadata, `[B, output]`.
  func callAsFunction(_ batch: MetadataBatch, mode: Mode) throws(TorchError) -> Tensor {
    try layers(tables(batch), mode: mode)
  }
}
