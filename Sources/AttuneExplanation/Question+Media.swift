import AttuneCore
import AttuneEncoders
import AttuneMedia
import AttuneModels
import Torch
import TorchNN

extension Question {
  /// What each moment and frequency of the sounds added.
  ///
  /// The baseline is noise of the same loudness, not silence: encoders whose first layer divides by
  /// the loudness answer to the faintest sound as to the sound itself.
  func sounds(
    _ gradients: IntegratedGradients
  ) throws -> (sounds: [Explanation.Sound], completeness: Explanation.Completeness?) {
    let batch = try Batch([example], device: device)
    var sounds: [Explanation.Sound] = []
    var completeness = Explanation.Completeness(change: 0, sum: 0)
    for (index, group) in batch.sounds.enumerated() {
      let noise = try noise(like: group)
      let attribution = try gradients.attribute(from: noise, to: group.waveforms) { waveforms in
        var batch = batch
        batch.sounds[index].waveforms = waveforms
        return try logOdds(batch)
      }
      completeness.change += attribution.change
      completeness.sum += attribution.sum
      let differences = try (group.waveforms - noise).rows()
      let weights = try attribution.gradient.rows()
      for (place, row) in group.rows.enumerated() {
        let length = min(group.lengths[place], differences[place].count)
        let samples = Array(differences[place][..<length])
        let grid = try MelEvidence(
          samples: samples, weights: Array(weights[place].prefix(length)))
        sounds.append(
          Explanation.Sound(
            utterance: row, evidence: grid.values, secondsPerFrame: grid.secondsPerFrame,
            centres: grid.centres))
      }
    }
    return (
      sounds.sorted { $0.utterance < $1.utterance }, sounds.isEmpty ? nil : completeness
    )
  }

  /// Seeded white noise as loud as each sound, `[M, S]`.
  private func noise(like group: WaveformGroup) throws -> Tensor {
    let rows = try group.waveforms.rows()
    var values: [Float] = []
    for (place, row) in rows.enumerated() {
      let length = min(group.lengths[place], row.count)
      let power = row[..<length].reduce(0) { $0 + Double($1 * $1) } / Double(max(1, length))
      var generator = SeededGenerator(42, place, length)
      let scale = Float((3 * power).squareRoot())
      values += (0..<row.count).map { index in
        // Even noise between ±√3 has a power of 1.
        index < length ? scale * Float(2 * generator.uniform() - 1) : 0
      }
    }
    return try Tensor(values, shape: group.waveforms.shape, device: device)
  }

  /// Where the attention to each clip goes.
  func clips(_ trace: AttentionTrace) throws -> [Explanation.Clip] {
    guard let encoder = run.pipeline.model.video?.encoder, let weights = trace.weights[.video]
    else { return [] }
    let shown = example.utterances.indices.filter { example.utterances[$0].video != nil }
    return try shown.enumerated().compactMap { place, utterance in
      guard let clip = example.utterances[utterance].video else { return nil }
      let columns = clip.width / encoder.patchSize
      let rollout = ClipRollout(
        encoder, numPatches: clip.height / encoder.patchSize * columns,
        numFrames: clip.numFrames)
      return Explanation.Clip(
        utterance: utterance,
        attention: try rollout.relevance(weights, clip: place).map { frame in
          stride(from: 0, to: frame.count, by: columns).map {
            Array(frame[$0..<min($0 + columns, frame.count)])
          }
        })
    }
  }

  /// How much the last utterance's state attends to each utterance.
  func utterances(_ trace: AttentionTrace) throws -> [Double] {
    guard let weights = trace.weights[.dialogue]?.last else { return [] }
    let rows = try weights.select(dim: 0, index: 0).rows()
    return (rows.last ?? []).map(Double.init)
  }
}
