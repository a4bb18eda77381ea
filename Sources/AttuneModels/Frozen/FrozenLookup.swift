import AttuneCore
import AttuneDigest
import AttuneMedia
import Foundation
import Synchronization

/// Finds the frozen layers' features of inputs in a cache; safe to share between threads.
public final class FrozenLookup: Sendable {
  let cache: FeatureCache
  private let textPrefix: String?
  private let soundPrefix: String?
  /// The sounds of files that were decoded before, so that they need not be decoded to be found.
  private let sounds = Mutex<[SourceStamp: (key: String, facts: SoundFacts)]>([:])

  init(cache: FeatureCache, textPrefix: String?, soundPrefix: String?) {
    (self.cache, self.textPrefix, self.soundPrefix) = (cache, textPrefix, soundPrefix)
  }

  /// The example with the features of those texts that are in the cache.
  func completingTexts(of example: Example) -> Example {
    guard textPrefix != nil else { return example }
    var example = example
    if let ids = example.context, !example.isContextAugmented {
      example.frozenContext = text(ids)
    }
    for (index, part) in example.utterances.enumerated() {
      guard let ids = part.text, !part.isAugmented(.text) else { continue }
      example.utterances[index].frozenText = text(ids)
    }
    return example
  }

  /// The features of a file's sound and what is told of it, where both are known.
  func sound(_ url: URL) -> (features: FrozenFeatures, facts: SoundFacts)? {
    guard soundPrefix != nil, let stamp = SourceStamp(url),
      let known = sounds.withLock({ $0[stamp] }), let features = cache.read(known.key)
    else { return nil }
    return (features, known.facts)
  }

  /// Remembers what a file holds.
  ///
  /// - Returns: the key of the sound, where there are keys of sounds.
  func remember(_ url: URL, _ clip: AudioClip, _ facts: SoundFacts) -> String? {
    guard let key = key(ofSound: clip) else { return nil }
    if let stamp = SourceStamp(url) { sounds.withLock { $0[stamp] = (key, facts) } }
    return key
  }

  private func text(_ ids: [Int32]) -> FrozenFeatures? {
    guard let key = key(ofText: ids), let features = cache.read(key),
      features.numRows == ids.count
    else { return nil }
    return features
  }

  func key(ofText ids: [Int32]) -> String? {
    textPrefix.map { prefix in Self.key(prefix) { ids.withUnsafeBytes($0) } }
  }

  func key(ofSound clip: AudioClip) -> String? {
    soundPrefix.map { prefix in Self.key(prefix) { clip.waveform.withUnsafeBytes($0) } }
  }

  private static func key(
    _ prefix: String, _ withBytes: ((UnsafeRawBufferPointer) -> Void) -> Void
  ) -> String {
    var digest = RunningDigest(.sha256)
    digest.update(Data("\(CacheEntryFile.version) \(prefix) ".utf8))
    withBytes { digest.update($0) }
    return digest.digits()
  }
}
