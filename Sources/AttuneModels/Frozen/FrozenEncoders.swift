import AttuneDigest
import AttuneEncoders
import Foundation
import Torch
import TorchNN

/// The frozen layers at the start of a model, at work on one input at a time.
///
/// An input's features do not depend on its neighbours in a batch, not even in the last bit, so a
/// run that is resumed computes them as the first one did.
public struct FrozenEncoders {
  let text: BertModel?
  let audio: AudioReader?

  /// What the frozen layers make of a text, `[tokens, H]`; `nil` where none are frozen.
  func features(ofText ids: [Int32], dtype: DType) throws -> FrozenFeatures? {
    guard let text, text.isPrefixFrozen else { return nil }
    let states = try text.frozenStates(PackedTexts([ids], device: text.device))
    return try FrozenFeatures(states.hiddenStates.to(dtype))
  }

  /// What the frozen encoder makes of a sound, `[layers that are heard, H]`; `nil` where it is
  /// trained.
  func features(ofSound waveform: [Float]) throws -> FrozenFeatures? {
    guard let audio, audio.isFrozen else { return nil }
    return try FrozenFeatures(audio.frozenMeans(waveform))
  }

  /// Names the frozen text layers by their weights; `nil` where none are frozen.
  func textFingerprint(in store: ParameterStore) throws -> String? {
    guard let text, text.isPrefixFrozen else { return nil }
    let paths = text.frozenPaths.map { "text_encoder.\($0)" }
    let sizes =
      "\(text.configuration.numAttentionHeads) \(text.configuration.layerNormEps) "
      + "\(text.configuration.hiddenActivation)"
    return try Self.fingerprint("text \(sizes)", of: paths, in: store)
  }

  /// Names the frozen audio encoder by its weights; `nil` where it is trained.
  func soundFingerprint(in store: ParameterStore) throws -> String? {
    guard let audio, audio.isFrozen else { return nil }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let sizes = String(decoding: try encoder.encode(audio.encoder.configuration), as: UTF8.self)
    let layers = audio.layerWeights == nil ? "last" : "all"
    return try Self.fingerprint("sound \(layers) \(sizes)", of: ["audio_encoder"], in: store)
  }

  private static func fingerprint(
    _ kind: String, of paths: [String], in store: ParameterStore
  ) throws -> String {
    var digest = RunningDigest(.sha256)
    digest.update(Data("\(kind) \(Torch.version) ".utf8))
    for tensor in store.tensors where paths.contains(where: { tensor.path.isPath(under: $0) }) {
      digest.update(Data("\(tensor.path) \(tensor.tensor.shape) ".utf8))
      try tensor.tensor.withUnsafeBytes { digest.update($0) }
    }
    return digest.digits()
  }
}
