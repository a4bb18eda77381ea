import AttuneCore
import AttuneMedia
import AttuneTestSupport
import Foundation
import Testing
import Torch
import TorchNN

@testable import AttuneModels

@Suite(.drawsRandomNumbers) struct FrozenFeatureSourceTests {
  private func build(
    seed: UInt64 = 5, frozenAudio: Bool = true, layers: AudioConfiguration.Layers = .last
  ) throws -> (ParameterStore, any EmotionModel) {
    var configuration = ModelConfiguration.tiny(.audio, layers: layers)
    configuration.audio?.isFrozen = frozenAudio
    return try ModelBuilder.build(configuration, inputs: .bare, seed: seed)
  }

  private func example(_ number: Int) -> Example {
    func part(_ text: [Int32], _ samples: Int) -> Example.Part {
      let waveform = (0..<samples).map { Float(sin(Double($0 * (number + 3)))) }
      return Example.Part(
        text: text, role: .speaker, sound: AudioClip(waveform: waveform, durationSeconds: 1))
    }
    return Example(
      conversation: "\(number)", turn: "0", label: 1, context: nil,
      utterances: [part([1, 2, 3, Int32(number)], 200), part([4, 5], 150)],
      metadata: Example.Metadata())
  }

  private func cache(in folder: URL) throws -> FeatureCache {
    try FeatureCache(folder: folder, maximumBytes: 1_000_000)
  }

  @Test(arguments: [AudioConfiguration.Layers.last, .weighted])
  func `Features stand for the inputs they were computed of`(
    layers: AudioConfiguration.Layers
  ) throws {
    try withTemporaryFolder { folder in
      let (store, model) = try build(layers: layers)
      let source = try #require(
        try FrozenFeatureSource(
          model: model, store: store, cache: cache(in: folder), dtype: .float32))
      let examples = (1...3).map(example)
      let complete = try source.complete(examples)
      #expect(
        complete.allSatisfy {
          $0.utterances.allSatisfy { $0.frozenText != nil && $0.frozenSound != nil }
        })
      #expect(complete.map(\.modalities) == examples.map(\.modalities))
      let expected = try model(Batch(examples, device: .cpu), mode: .evaluation)
      let actual = try model(Batch(complete, device: .cpu), mode: .evaluation)
      expectAllClose(try actual.floats(), try expected.floats(), .float32Deep)
      // Alone, an input gets the same bits: a resumed run computes them in other company.
      #expect(
        try source.complete([examples[2]])[0].utterances[0].frozenText
          == complete[2].utterances[0].frozenText)
    }
  }

  @Test func `What another process computed is found, but not by other weights`() throws {
    try withTemporaryFolder { folder in
      func lookup(seed: UInt64) throws -> FrozenFeatureSource {
        let (store, model) = try build(seed: seed)
        return try #require(
          try FrozenFeatureSource(
            model: model, store: store, cache: cache(in: folder), dtype: .float32))
      }
      let first = try lookup(seed: 5)
      let complete = try first.complete([example(1)])[0]
      let found = try lookup(seed: 5).lookup.completingTexts(of: example(1))
      #expect(found.utterances[0].frozenText == complete.utterances[0].frozenText)
      let other = try lookup(seed: 6).lookup.completingTexts(of: example(1))
      #expect(other.utterances[0].frozenText == nil)
    }
  }

  @Test func `A file's sound is found without decoding it, until the file changes`() throws {
    try withTemporaryFolder { folder in
      let (store, model) = try build()
      let source = try #require(
        try FrozenFeatureSource(
          model: model, store: store, cache: cache(in: folder.appendingPathComponent("cache")),
          dtype: .float32))
      let url = folder.appendingPathComponent("clip.wav")
      try Data([1, 2, 3]).write(to: url)
      let clip = try #require(example(1).utterances[0].sound)
      let key = try #require(source.lookup.remember(url, clip, SoundFacts(clip)))
      #expect(source.lookup.sound(url) == nil)
      let complete = try source.complete([example(1)])[0]
      #expect(source.lookup.cache.read(key) == complete.utterances[0].frozenSound)
      let known = try #require(source.lookup.sound(url))
      #expect(known.features == complete.utterances[0].frozenSound)
      #expect(known.facts == SoundFacts(clip))
      try Data([1, 2, 3, 4]).write(to: url)
      #expect(source.lookup.sound(url) == nil)
    }
  }

  @Test func `A sound whose key is known is not hashed again`() throws {
    try withTemporaryFolder { folder in
      let (store, model) = try build()
      let source = try #require(
        try FrozenFeatureSource(
          model: model, store: store, cache: cache(in: folder), dtype: .float32))
      var known = example(1)
      known.utterances[0].soundKey = String(repeating: "ab", count: 32)
      let complete = try source.complete([known])[0].utterances
      #expect(
        source.lookup.cache.read(String(repeating: "ab", count: 32)) == complete[0].frozenSound)
      let clip = try #require(known.utterances[1].sound)
      let other = try #require(source.lookup.key(ofSound: clip))
      #expect(source.lookup.cache.read(other) == complete[1].frozenSound)
    }
  }

  @Test func `What augmentation changed is neither looked up nor kept`() throws {
    try withTemporaryFolder { folder in
      let (store, model) = try build()
      let cache = try cache(in: folder)
      let source = try #require(
        try FrozenFeatureSource(model: model, store: store, cache: cache, dtype: .float32))
      var changed = example(1)
      for index in changed.utterances.indices {
        changed.utterances[index].augmented = [.audio, .text]
      }
      let complete = try source.complete([source.lookup.completingTexts(of: changed)])[0]
      #expect(
        complete.utterances.allSatisfy { $0.frozenText == nil && $0.frozenSound == nil })
      #expect(cache.statistics == .init())
    }
  }

  @Test func `An encoder that is trained has no features, and short ones are half as long`() throws
  {
    try withTemporaryFolder { folder in
      let (store, model) = try build(frozenAudio: false)
      let source = try #require(
        try FrozenFeatureSource(
          model: model, store: store, cache: cache(in: folder), dtype: .bfloat16))
      let part = try source.complete([example(1)])[0].utterances[0]
      #expect(part.frozenSound == nil && part.sound != nil)
      #expect(part.frozenText?.bytes.count == 4 * 8 * 2)
      // States in the short type go on in the long one where products are not short.
      let batch = try Batch(source.complete([example(1)]), device: .cpu)
      #expect(try model(batch, mode: .evaluation).dtype == .float32)
    }
  }
}
