import AttuneCore
import AttuneMedia
import Torch
import TorchNN

/// Gives inputs as features of a model's frozen layers: from a cache, or computed and then kept.
///
/// Reading is for the threads that load data, computing for the one that owns the model. What
/// augmentation has changed is never looked up nor kept.
public final class FrozenFeatureSource {
  /// What loading threads look up.
  public let lookup: FrozenLookup
  private let encoders: FrozenEncoders
  private let dtype: DType

  /// Makes the source; `nil` for a model without frozen layers.
  ///
  /// - Parameters:
  ///   - dtype: of the states of texts; `.bfloat16` halves their size where training computes so.
  /// - Throws: `TorchError`.
  public init?(
    model: any EmotionModel, store: ParameterStore, cache: FeatureCache, dtype: DType
  ) throws {
    encoders = model.frozenEncoders
    self.dtype = dtype
    let text = try encoders.textFingerprint(in: store)
    let sound = try encoders.soundFingerprint(in: store)
    guard text != nil || sound != nil else { return nil }
    lookup = FrozenLookup(
      cache: cache, textPrefix: text.map { "\(dtype.rawValue) \($0)" }, soundPrefix: sound)
  }

  /// The examples with features in the place of all that was not augmented.
  public func complete(_ examples: [Example]) throws -> [Example] {
    try withoutGradients {
      try examples.map { example in
        var example = example
        if let ids = example.context, !example.isContextAugmented, example.frozenContext == nil {
          example.frozenContext = try text(ids)
        }
        for (index, part) in example.utterances.enumerated() {
          if let ids = part.text, !part.isAugmented(.text), part.frozenText == nil {
            example.utterances[index].frozenText = try text(ids)
          }
          if let sound = part.sound, !part.isAugmented(.audio), part.frozenSound == nil {
            example.utterances[index].frozenSound = try self.sound(sound, key: part.soundKey)
          }
        }
        return example
      }
    }
  }

  private func text(_ ids: [Int32]) throws -> FrozenFeatures? {
    guard let key = lookup.key(ofText: ids),
      let features = try encoders.features(ofText: ids, dtype: dtype)
    else { return nil }
    lookup.cache.write(features, key)
    return features
  }

  private func sound(_ clip: AudioClip, key: String?) throws -> FrozenFeatures? {
    guard let key = key ?? lookup.key(ofSound: clip),
      let features = try encoders.features(ofSound: clip.waveform)
    else { return nil }
    lookup.cache.write(features, key)
    return features
  }
}
