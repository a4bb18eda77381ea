import AttuneEncoders
import AttuneText
import Torch
import TorchNN

extension ReferenceCheckpoint {
  /// Fills the stand-ins for what is missing with what the reference system made of it.
  ///
  /// Where a text or a medium is absent it reads a placeholder: the words `[EMPTY]` and
  /// `[NO CONTEXT]`, a second of silence, a clip of the mean colour. The encoders' answers to these
  /// are our stand-ins.
  ///
  /// - Parameter store: the parameters that were built from ``source``.
  public func setStandIns(in store: ParameterStore, tokenizer: WordPieceTokenizer) throws {
    let parts = ParameterStore(sources: [source])
    var vectors: [String: Tensor] = [:]
    try withoutGradients {
      let text = try TextReader(configuration.text, parts.root["text_encoder"])
      for (path, words, limit) in [
        ("text_stand_in", "[EMPTY]", configuration.text.maximumUtteranceTokens),
        ("context_stand_in", "[NO CONTEXT]", configuration.text.maximumContextTokens),
      ] {
        let ids = tokenizer.encode(words, maximumLength: limit).inputIDs
        vectors[path] = try text([.tokens(ids)], present: [true], mode: .evaluation).values
      }
      if let audio = configuration.audio {
        let reader = try AudioReader(audio, dropout: 0, parts.root)
        let silence = WaveformGroup(
          rows: [0], waveforms: try Tensor.zeros([1, 16_000]), lengths: [16_000])
        vectors["audio_stand_in"] = try reader([silence], present: [true], mode: .evaluation)
      }
      if let encoder = configuration.video?.encoder {
        let reader = try VideoReader(encoder, isFrozen: false, parts.root)
        let clip = try Tensor.zeros([1, encoder.numFrames, 3, encoder.imageSize, encoder.imageSize])
        vectors["video_stand_in"] = try reader(
          [ClipGroup(rows: [0], pixelValues: clip)], present: [true], mode: .evaluation)
      }
      for parameter in store.parameters {
        guard let vector = vectors[parameter.path] else { continue }
        try parameter.tensor.copyInPlace(
          from: vector.reshape(parameter.tensor.shape).to(store.device))
      }
    }
  }
}
