import AttuneCore
import AttuneMedia
import AttuneTestSupport
import Foundation
import Testing
import Torch

@testable import AttuneModels

/// What is remembered of a batch changes no bit of an answer.
@Suite(.drawsRandomNumbers) struct ReadingMemoryTests {
  private static let kinds: [ModelConfiguration.Kind] = [.audio, .video, .text]

  private func predictor(_ kind: ModelConfiguration.Kind) throws -> Predictor {
    let configuration = ModelConfiguration.tiny(kind)
    let model = try ModelBuilder.build(configuration, inputs: .honest, seed: 5).model
    return Predictor(model: model, classes: configuration.classes, device: .cpu)
  }

  private func examples(_ kind: ModelConfiguration.Kind) -> [Example] {
    (0..<3).map { index in
      var part = Example.Part(text: [2, Int32(5 + index), 3], role: .speaker)
      if kind == .audio {
        let waveform = (0..<400).map { Float(sin(Double($0 * (index + 1)) / 9)) }
        part.sound = AudioClip(waveform: waveform, durationSeconds: 0.025)
      } else if kind == .video {
        let pixels = (0..<2 * 8 * 8 * 3).map { UInt8(($0 * (index + 3)) % 251) }
        part.video = VideoClip(pixels: pixels, numFrames: 2, height: 8, width: 8)
      }
      var metadata = Example.Metadata()
      metadata.topic = Int64(index)
      return Example(
        conversation: "\(index)", turn: "0", context: kind == .text ? nil : [2, 7, 3],
        utterances: [part], metadata: metadata)
    }
  }

  /// Each changes one part of every example.
  private static let changes: [@Sendable (inout Example) -> Void] = [
    { $0.metadata.topic = 3 }, { $0.utterances[0].text = [2, 9, 3] },
    { $0.utterances[0].sound?.waveform.reverse() }, { $0.utterances[0].video?.pixels.reverse() },
    { $0 = $0.without(.audio).without(.video) }, { $0 = $0.without(.text) },
  ]

  @Test(arguments: kinds)
  func answersAreTheSameBitForBit(kind: ModelConfiguration.Kind) throws {
    let (predictor, examples, memory) = (try predictor(kind), examples(kind), ReadingMemory())
    let plain = try predictor.predict(examples)
    #expect(try predictor.predict(examples, memory: memory) == plain)
    memory.isOpen = false
    #expect(try predictor.predict(examples, memory: memory) == plain)
    for change in Self.changes {
      let changed = examples.map { example in
        var example = example
        change(&example)
        return example
      }
      #expect(
        try predictor.predict(changed, memory: memory) == predictor.predict(changed))
    }
  }

  @Test func onlyTheVerySameInputsOfTheSameModelAreKnown() throws {
    let (examples, memory) = (examples(.video), ReadingMemory())
    _ = try predictor(.video).predict(examples, memory: memory)
    func knowsClips(_ examples: [Example], model: Int = 0) throws -> Bool {
      try #require(BatchReadings(of: examples, by: model, in: memory)).knowsClips
    }
    #expect(try knowsClips(examples))
    #expect(try !knowsClips(examples, model: 1))
    #expect(try !knowsClips(examples.reversed()))
    #expect(try !knowsClips(examples.dropLast()))
    var changed = examples
    changed[1].utterances[0].video?.pixels[5] ^= 1
    #expect(try !knowsClips(changed))
    changed = examples
    changed[1].metadata.topic = 5
    #expect(try knowsClips(changed))
  }

  @Test func aClosedMemoryKeepsNothing() throws {
    let (examples, memory) = (examples(.audio), ReadingMemory())
    memory.isOpen = false
    _ = try predictor(.audio).predict(examples, memory: memory)
    let readings = try #require(BatchReadings(of: examples, by: 0, in: memory))
    #expect(!readings.knowsSounds)
  }
}
