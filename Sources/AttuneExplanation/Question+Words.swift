import AttuneCore
import AttuneModels
import AttuneText
import Torch
import TorchNN

extension Question {
  /// A text's place in the batch, and its tokens.
  private struct Source {
    /// Row of the utterance, or `nil` for the situation.
    var row: Int?
    var ids: [Int32]
  }

  /// What each word added, and where the attention to it goes.
  func words(
    _ gradients: IntegratedGradients, _ trace: AttentionTrace
  ) throws -> (texts: [Explanation.Text], completeness: Explanation.Completeness?) {
    let sources = sources
    guard !sources.isEmpty else { return ([], nil) }
    let attribution = try attribute(sources, gradients)
    let perToken = try attribution.values.sum(dims: [1]).floats()
    let attention = try attention(sources, trace)
    var texts: [Explanation.Text] = []
    var start = 0
    for (source, attention) in zip(sources, attention) {
      let evidence = Array(perToken[start..<start + source.ids.count])
      start += source.ids.count
      texts.append(
        Explanation.Text(
          utterance: source.row, role: source.row.map { example.utterances[$0].role },
          words: words(source.ids, evidence, attention)))
    }
    return (texts, .init(change: attribution.change, sum: attribution.sum))
  }

  /// The situation, where there is one, before the utterances.
  private var sources: [Source] {
    (example.context.map { [Source(row: nil, ids: $0)] } ?? [])
      + example.utterances.enumerated().compactMap { row, part in
        part.text.map { Source(row: row, ids: $0) }
      }
  }

  private func attribute(
    _ sources: [Source], _ gradients: IntegratedGradients
  ) throws -> IntegratedGradients.Attribution {
    let tokenizer = run.encoder.tokenizer
    let marks = [tokenizer.clsTokenID, tokenizer.sepTokenID]
    func embedded(_ ids: (Source) -> [Int32]) throws -> Tensor {
      try Tensor.cat(sources.compactMap { try run.model.embeddings(ofText: ids($0)) }, dim: 0)
    }
    let hidden = try embedded { source in
      source.ids.map { marks.contains($0) ? $0 : tokenizer.maskTokenID }
    }
    let batch = try Batch([example], device: device)
    return try gradients.attribute(from: hidden, to: embedded(\.ids)) { states in
      var batch = batch
      var start = 0
      for source in sources {
        let own = try states.narrow(dim: 0, start: start, length: source.ids.count)
        start += source.ids.count
        if let row = source.row {
          batch.texts[row] = .embedded(own)
        } else {
          batch.contexts[0] = .embedded(own)
        }
      }
      return try logOdds(batch)
    }
  }

  /// Each source's attention by token; the encoder read the utterances before the situation.
  private func attention(_ sources: [Source], _ trace: AttentionTrace) throws -> [[Float]] {
    let weights = trace.weights[.text] ?? []
    let order =
      sources.indices.filter { sources[$0].row != nil }
      + sources.indices.filter { sources[$0].row == nil }
    var result = [[Float]](repeating: [], count: sources.count)
    for (place, index) in order.enumerated() {
      let layers = try stride(from: place, to: weights.count, by: sources.count).map {
        try weights[$0].select(dim: 0, index: 0).rows()
      }
      let reading: AttentionRollout.Reading =
        run.pipeline.model.text.pooling == .mean ? .mean : .first
      result[index] = AttentionRollout.relevance(layers, reading)
    }
    return result
  }

  /// Pieces joined to words; the marks at the ends and between texts are left out.
  private func words(
    _ ids: [Int32], _ evidence: [Float], _ attention: [Float]
  ) -> [Explanation.Word] {
    let tokenizer = run.encoder.tokenizer
    let marks = [tokenizer.clsTokenID, tokenizer.sepTokenID]
    var starts: [Int: Int] = [:]
    for range in tokenizer.wordRanges(in: ids) {
      for place in range { starts[place] = range.lowerBound }
    }
    var words: [(start: Int, word: Explanation.Word)] = []
    for (place, id) in ids.enumerated() where !marks.contains(id) {
      let piece = tokenizer.token(id) ?? "[UNK]"
      let share = place < attention.count ? Double(attention[place]) : 0
      if let last = words.indices.last, starts[place] == words[last].start {
        words[last].word.text += piece.hasPrefix("##") ? String(piece.dropFirst(2)) : piece
        words[last].word.evidence += Double(evidence[place])
        words[last].word.attention += share
      } else {
        words.append(
          (place, .init(text: piece, evidence: Double(evidence[place]), attention: share)))
      }
    }
    return words.map(\.word)
  }
}

extension Tensor {
  /// The rows of a matrix `[R, C]`.
  func rows() throws -> [[Float]] {
    let (values, width) = (try to(.float32).floats(), dim(1))
    return (0..<dim(0)).map { Array(values[$0 * width..<($0 + 1) * width]) }
  }
}
