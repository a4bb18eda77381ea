import Torch
import TorchNN

/// Hides frames and channels of projected waveforms, or of a spectrum, in training.
///
/// Key: `masked_spec_embed`, present in a wav2vec2 if ``Wav2Vec2Masking/hasEmbedding``.
struct Wav2Vec2SpecAugment {
  let masking: Wav2Vec2Masking
  let embedding: Tensor?

  /// What is hidden from a batch; true for hidden.
  struct Hidden {
    /// `[B, F]`, or `nil` where no frame is.
    var frames: Tensor?
    /// `[B, H]`, or `nil` where no channel is.
    var channels: Tensor?
  }

  init(_ configuration: Wav2Vec2Configuration, _ scope: ParameterScope) throws {
    masking = configuration.masking
    embedding =
      masking.hasEmbedding
      ? try scope.parameter("masked_spec_embed", [configuration.hiddenSize], .uniform(bound: 1))
      : nil
  }

  /// For what has no vector to put in the place of a frame: it becomes 0.
  init(_ masking: Wav2Vec2Masking) { (self.masking, embedding) = (masking, nil) }

  /// Draws what is hidden, each waveform by itself; nothing in evaluation.
  ///
  /// - Parameter seeds: one a waveform; what is hidden from it then depends on its seed and its
  ///   number of frames alone. Without them every waveform takes two numbers from the process's
  ///   generator, so that neither its length nor its padding moves the luck of the next.
  func draw(
    numFrames: [Int], length: Int, hiddenSize: Int, device: Device, mode: Mode,
    seeds: [UInt64]? = nil
  ) throws(TorchError) -> Hidden {
    guard mode == .training, masking.isApplied, masking.hasEmbedding else { return Hidden() }
    var drawn = seeds ?? []
    if seeds == nil { drawn = try self.seeds(numFrames.count) }
    var frames: [Bool] = []
    var channels: [Bool] = []
    for (count, seed) in zip(numFrames, drawn) {
      frames += try masking.time.draw(axis: count, seed: seed)
      frames += [Bool](repeating: false, count: length - count)
      channels += try masking.features.draw(axis: hiddenSize, seed: ~seed)
    }
    func mask(_ values: [Bool], _ width: Int) throws(TorchError) -> Tensor? {
      guard values.contains(true) else { return nil }
      return try Tensor(values, shape: [numFrames.count, width], device: device)
    }
    return Hidden(frames: try mask(frames, length), channels: try mask(channels, hiddenSize))
  }

  /// Seeds from the process's generator.
  private func seeds(_ count: Int) throws(TorchError) -> [UInt64] {
    let luck = try Tensor.uniform([count, 2]).floats()
    return (0..<count).map { row in
      luck[2 * row..<2 * row + 2].reduce(UInt64(row)) { $0 << 24 ^ UInt64($1 * 0x1p24) }
    }
  }

  /// Hides parts of `[B, F, H]`.
  func callAsFunction(_ states: Tensor, _ hidden: Hidden) throws(TorchError) -> Tensor {
    var states = states
    if let frames = hidden.frames {
      let mask = try frames.unsqueeze(2)  // [B, F, 1]
      if let embedding {
        states = try Tensor.where(mask, embedding, states)
      } else {
        states = try states.maskedFill(mask: mask, value: 0)
      }
    }
    if let channels = hidden.channels {
      states = try states.maskedFill(mask: channels.unsqueeze(1), value: 0)
    }
    return states
  }
}

extension Wav2Vec2Masking.Spans {
  /// Draws which steps of an axis are hidden.
  ///
  /// As many stretches as ``probability`` asks for, rounded up or down by chance, at distinct
  /// places; they may overlap, and none passes the end. An axis shorter than a stretch stays whole.
  func draw(axis: Int, seed: UInt64) throws(TorchError) -> [Bool] {
    var mask = [Bool](repeating: false, count: axis)
    let numPlaces = axis - length + 1
    guard probability > 0, numPlaces > 0 else { return mask }
    let numbers = try Tensor.uniform([1 + numPlaces], seed: seed).floats()
    let wanted = probability * Double(axis) / Double(length) + Double(numbers[0])
    let count = min(max(Int(wanted), minimumCount), axis / length, numPlaces)
    let places = (0..<numPlaces).sorted { (numbers[$0 + 1], $0) < (numbers[$1 + 1], $1) }
    for place in places.prefix(count) {
      for step in place..<place + length { mask[step] = true }
    }
    return mask
  }
}
