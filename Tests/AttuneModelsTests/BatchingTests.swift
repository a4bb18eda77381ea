import AttuneCore
import AttuneMedia
import Foundation
import Testing
import Torch

@testable import AttuneModels

@Suite struct BatchingTests {
  private func part(_ text: [Int32]?, samples: Int? = nil) -> Example.Part {
    Example.Part(
      text: text, role: .speaker,
      sound: samples.map {
        AudioClip(waveform: [Float](repeating: Float($0), count: $0), durationSeconds: 1)
      })
  }

  private func example(_ parts: [Example.Part], context: [Int32]? = nil) -> Example {
    Example(
      conversation: "1", turn: "0", label: 3, context: context, utterances: parts,
      metadata: Example.Metadata())
  }

  @Test func utterancesStandOneAfterAnother() throws {
    let batch = try Batch(
      [example([part([5, 6, 7]), part(nil)], context: [1]), example([part([8])])], device: .cpu)
    #expect(batch.utteranceCounts == [2, 1])
    func ids(_ texts: [TextInput?]) -> [[Int32]?] {
      texts.map { if case .tokens(let ids) = $0 { ids } else { nil } }
    }
    #expect(ids(batch.texts) == [[5, 6, 7], nil, [8]])
    #expect(ids(batch.contexts) == [[1], nil])
    #expect(try batch.labels?.int64s() == [3, 3])
  }

  @Test func everySoundKeepsItsSamplesAndItsLength() throws {
    let lengths = [900, 400, 410, 1000, 2000]
    let batch = try Batch([example(lengths.map { part([1], samples: $0) })], device: .cpu)
    var seen: [Int: Int] = [:]
    for group in batch.sounds {
      let padded = group.waveforms.dim(1)
      let samples = try group.waveforms.floats()
      for (position, row) in group.rows.enumerated() {
        let length = group.lengths[position]
        seen[row] = length
        let own = samples[position * padded..<(position + 1) * padded]
        #expect(own.prefix(length).allSatisfy { $0 == Float(lengths[row]) })
        #expect(own.dropFirst(length).allSatisfy { $0 == 0 })
        #expect(padded * 4 <= (group.lengths.min() ?? 0) * 5)
      }
    }
    #expect(seen == Dictionary(uniqueKeysWithValues: lengths.enumerated().map { ($0, $1) }))
  }

  @Test func anExampleWithoutAModalityHoldsTheOthers() {
    let whole = example([part([1], samples: 5)], context: [2])
    #expect(whole.modalities == [.audio, .text])
    #expect(whole.without(.audio).modalities == [.text])
    #expect(whole.without(.text).modalities == [.audio])
    #expect(whole.without(.metadata).modalities == whole.modalities)
  }
}

@Suite struct PipelineFingerprintTests {
  private func pipeline() throws -> PipelineConfiguration {
    PipelineConfiguration(
      inputs: .honest,
      media: MediaConfiguration(audio: AudioSettings(), resize: .bilinear),
      model: try .preset(.small, kind: .video, classes: Emotion.classNames))
  }

  @Test func theSamePipelineHasNoDifferences() throws {
    let text = try PipelineFingerprint.text(of: pipeline())
    #expect(try PipelineFingerprint.differences(text, from: pipeline()).isEmpty)
  }

  // Weights of joint and divided attention of one size can carry the same names and shapes, which is
  // how the reference came to publish the figures of a network that it had not trained.
  @Test func aDifferenceThatWeightsCannotShowIsNamedByItsKeyPath() throws {
    var other = try pipeline()
    other.model.dropout = 0.45
    other.inputs.topic = false
    let text = try PipelineFingerprint.text(of: pipeline())
    #expect(
      try PipelineFingerprint.differences(text, from: other) == ["inputs.topic", "model.dropout"])
    #expect(try PipelineFingerprint.differences(nil, from: other) == ["pipeline"])
    #expect(try PipelineFingerprint.differences("{", from: other) == ["pipeline"])
  }

  @Test func aKeyThatIsYoungerThanTheCheckpointMeansWhatItsAbsenceMeant() throws {
    func text(_ layers: AudioConfiguration.Layers) throws -> (String, PipelineConfiguration) {
      var changed = try pipeline()
      changed.model = try .preset(.small, kind: .audio, classes: Emotion.classNames)
      changed.model.audio?.layers = layers
      return (try PipelineFingerprint.text(of: changed), changed)
    }
    let (last, whole) = try text(.last)
    let old = last.replacingOccurrences(of: #""layers":"last","#, with: "")
    #expect(old != last)
    #expect(try PipelineFingerprint.differences(old, from: whole).isEmpty)
    #expect(
      try PipelineFingerprint.differences(old, from: text(.weighted).1) == ["model.audio.layers"])
    let newer = last.replacingOccurrences(of: #""layers":"#, with: #""later":1,"layers":"#)
    #expect(
      try PipelineFingerprint.differences(newer, from: whole) == ["model.audio.later"])
  }
}
