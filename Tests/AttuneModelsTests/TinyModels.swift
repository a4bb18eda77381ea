import AttuneCore
import AttuneEncoders
import AttuneModels
import Foundation
import Torch
import TorchTestSupport

// The sizes of `Scripts/fixtures/models.py`.

extension ModelConfiguration {
  static func tiny(
    _ kind: Kind, pooling: TextConfiguration.Pooling = .mean, modalityDropout: Double = 0.5,
    layers: AudioConfiguration.Layers = .last
  ) -> Self {
    let text = TextConfiguration(
      pretrained: nil, pooling: pooling, frozenLayers: 1, maximumContextTokens: 10,
      maximumUtteranceTokens: 10,
      encoder: BertConfiguration(
        vocabularySize: 20, hiddenSize: 8, numHiddenLayers: 2, numAttentionHeads: 2,
        intermediateSize: 12, maximumPositions: 10))
    var metadata = MetadataConfiguration(
      ageSize: 3, genderSize: 2, timbreSize: 2, profileIDSize: 4, fieldSize: 4, numProfileIDs: 5,
      sizes: [7, 4])
    (metadata.topic, metadata.eventScenario) = (6, 3)
    (metadata.emotionCause, metadata.goalToResponse) = (4, 2)
    let classes = ["a", "b", "c", "d"]
    let dialogue = SequenceConfiguration(hiddenSize: 4, numLayers: 2, numAttentionHeads: 2)
    switch kind {
    case .audio:
      return Self(
        classes: classes, dropout: 0.2, modalityDropout: modalityDropout, text: text,
        audio: AudioConfiguration(
          pretrained: nil, isFrozen: false, layers: layers, projectorSizes: [6, 5],
          encoder: .wav2vec2(.tinyGroup)),
        contextSizes: [6], dialogue: dialogue, metadata: metadata, classifierSizes: [9, 8])
    case .text:
      return Self(
        classes: classes, dropout: 0.2, text: text, metadata: metadata, classifierSizes: [9])
    case .video:
      return Self(
        classes: classes, dropout: 0.2, modalityDropout: modalityDropout, text: text,
        video: VideoConfiguration(
          textSequence: SequenceConfiguration(hiddenSize: 4, numLayers: 1, numAttentionHeads: 2),
          videoSequence: SequenceConfiguration(hiddenSize: 3, numLayers: 2, numAttentionHeads: 2),
          metadataStepSize: 5, crossModalSize: 6, crossModalHeads: 3,
          encoder: TimeSformerConfiguration(
            imageSize: 8, patchSize: 4, numFrames: 2, hiddenSize: 8, numHiddenLayers: 1,
            numAttentionHeads: 2, intermediateSize: 12, attention: .divided, dropout: 0.1)),
        contextSizes: [7, 6], dialogue: dialogue, metadata: metadata, classifierSizes: [9, 8])
    }
  }
}

extension Wav2Vec2Configuration {
  static let tinyGroup = Self(
    convolutionChannels: [4, 6], convolutionKernels: [10, 3], convolutionStrides: [5, 2],
    hiddenSize: 8, numHiddenLayers: 1, numAttentionHeads: 2, intermediateSize: 12,
    positionalKernel: 4, positionalGroups: 2)
}

extension InputPolicy {
  /// Nothing that a policy can leave out.
  static let bare = InputPolicy(
    context: false, dialogue: true, response: false, profiles: false, profileID: false,
    topic: false, rationale: false)
}

extension Batch {
  /// The batch of a case: sounds in one padded group, clips in one group.
  init(_ reference: ReferenceCase) throws {
    func texts(_ name: String) throws -> [TextInput?] {
      let (ids, mask) = (try reference.input(name), try reference.input("\(name)_mask"))
      return try (0..<ids.dim(0)).map { row in
        let real = try mask.select(dim: 0, index: row).bools()
        let tokens = try zip(ids.select(dim: 0, index: row).int64s(), real)
          .filter(\.1).map { Int32($0.0) }
        return tokens.isEmpty ? nil : .tokens(tokens)
      }
    }
    self.init(
      texts: try texts("texts"), utteranceCounts: try reference.integers("counts"),
      roles: try reference.input("roles"), contexts: try texts("contexts"),
      sounds: [
        WaveformGroup(
          rows: try reference.integers("sound_rows"),
          waveforms: try reference.input("waveforms"),
          lengths: try reference.integers("sound_lengths"))
      ],
      clips: [
        ClipGroup(
          rows: try reference.integers("clip_rows"),
          pixelValues: try reference.input("pixel_values"))
      ],
      metadata: MetadataBatch(
        age: try reference.input("age"), gender: try reference.input("gender"),
        timbre: try reference.input("timbre"), profileID: try reference.input("profile_id"),
        topic: try reference.input("topic"), eventScenario: try reference.input("event_scenario"),
        emotionCause: try reference.input("emotion_cause"),
        goalToResponse: try reference.input("goal_to_response")),
      labels: nil)
  }

  /// Some turns of the batch in a given order, each sound and clip in a group of its own, cut to
  /// what is real.
  func selecting(_ turns: [Int]) throws -> Batch {
    var starts = [0]
    for count in utteranceCounts { starts.append((starts.last ?? 0) + count) }
    let rows = turns.flatMap { Array(starts[$0]..<starts[$0 + 1]) }
    func pick(_ tensor: Tensor, _ picks: [Int]) throws -> Tensor {
      try tensor.indexSelect(
        dim: 0, index: Tensor(picks.map(Int64.init), shape: [picks.count]))
    }
    var batch = self
    batch.texts = rows.map { texts[$0] }
    batch.utteranceCounts = turns.map { utteranceCounts[$0] }
    batch.roles = try pick(roles, rows)
    batch.contexts = turns.map { contexts[$0] }
    batch.sounds = []
    for group in sounds {
      for (index, row) in group.rows.enumerated() {
        guard let place = rows.firstIndex(of: row) else { continue }
        let length = group.lengths[index]
        let waveform = try pick(group.waveforms, [index]).narrow(dim: 1, start: 0, length: length)
        batch.sounds.append(
          WaveformGroup(rows: [place], waveforms: waveform, lengths: [length]))
      }
    }
    batch.clips = []
    for group in clips {
      for (index, row) in group.rows.enumerated() {
        guard let place = rows.firstIndex(of: row) else { continue }
        batch.clips.append(
          ClipGroup(rows: [place], pixelValues: try pick(group.pixelValues, [index])))
      }
    }
    batch.metadata = MetadataBatch(
      age: try pick(metadata.age, turns), gender: try pick(metadata.gender, turns),
      timbre: try pick(metadata.timbre, turns), profileID: try pick(metadata.profileID, turns),
      topic: try pick(metadata.topic, turns),
      eventScenario: try pick(metadata.eventScenario, turns),
      emotionCause: try pick(metadata.emotionCause, turns),
      goalToResponse: try pick(metadata.goalToResponse, turns))
    return batch
  }
}
