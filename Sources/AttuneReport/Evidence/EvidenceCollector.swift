import AttuneCore
import AttuneCorpus
import AttuneEvaluation
import AttuneMedia
import Foundation

/// Finds a table's most confident errors and what belongs to them in the corpus.
struct EvidenceCollector {
  /// The corpus, or `nil` where it is not at hand.
  let corpus: Corpus?
  /// Whether frames and sound are decoded.
  let showsMedia: Bool
  /// Utterances before the labelled one that are shown.
  private static let numUtterancesBefore = 3
  private static let frames = VideoSettings(numFrames: 4, height: 96, width: 96, shortestEdge: 96)

  /// The wrong answers that the model was surest of, one a conversation, the surest first.
  func errors(of table: PredictionTable, count: Int) -> [Evidence] {
    guard count > 0 else { return [] }
    var wrong: [(place: Int, confidence: Float)] = []
    for (place, row) in table.rows.enumerated() {
      guard let emotion = row.emotion, table.classes.indices.contains(row.answerIndex),
        table.classes[row.answerIndex] != emotion
      else { continue }
      wrong.append((place, row.probabilities[row.answerIndex]))
    }
    wrong.sort { ($1.confidence, $0.place) < ($0.confidence, $1.place) }
    var seen: Set<String> = []
    let chosen = wrong.filter { seen.insert(table.rows[$0.place].conversation).inserted }
    let turns = turns(of: Set(chosen.prefix(count).map { table.rows[$0.place].turnKey }))
    return chosen.prefix(count).map { error in
      let row = table.rows[error.place]
      return evidence(row, turns[row.turnKey], table)
    }
  }

  private func turns(of keys: Set<TurnKey>) -> [TurnKey: Turn] {
    guard let corpus else { return [:] }
    var turns: [TurnKey: Turn] = [:]
    let all = Split.allCases.flatMap(corpus.conversations) + corpus.unassigned
    for conversation in all {
      for turn in conversation.turns {
        let key = TurnKey(conversation: conversation.key, turn: turn.id)
        if keys.contains(key) { turns[key] = turn }
      }
    }
    return turns
  }

  private func evidence(_ row: Prediction, _ turn: Turn?, _ table: PredictionTable) -> Evidence {
    let truth = row.emotion ?? ""
    let place = table.classes.firstIndex(of: truth)
    let spoken = turn?.dialogue.last
    let seesContext = table.inputs?.context ?? true
    let before = table.inputs?.dialogue ?? true ? Self.numUtterancesBefore : 0
    let lines = (turn?.dialogue ?? []).suffix(before + 1)
    return Evidence(
      key: row.turnKey, truth: truth, word: turn?.emotionWord,
      answer: table.classes[row.answerIndex],
      confidence: Double(row.probabilities[row.answerIndex]),
      truthProbability: place.map { Double(row.probabilities[$0]) } ?? 0,
      situation: seesContext ? turn?.context : nil,
      lines: lines.map { line in
        Evidence.Line(
          role: line.role.rawValue.replacing("_", with: " "), text: line.text,
          isLabelled: line == spoken)
      },
      frames: medium(spoken?.video, in: turn) { url in
        let clip = try VideoDecoder.decode(url, settings: Self.frames)
        return try ContactSheet([clip]).png()
      },
      sound: medium(spoken?.audio ?? spoken?.video, in: turn) { url in
        Waveform(try AudioDecoder.decode(url))
      })
  }

  private func medium<Content: Sendable>(
    _ url: URL?, in turn: Turn?, _ decode: (URL) throws -> Content
  ) -> Evidence.Medium<Content> {
    guard showsMedia else { return .absent("left out of this report") }
    guard corpus != nil else { return .absent("the corpus is not at hand") }
    guard turn != nil else { return .absent("the corpus has no such turn") }
    guard let url else { return .absent("the corpus has none, or it is in quarantine") }
    do {
      return .shown(try decode(url))
    } catch let error as MediaError {
      return .absent(error.condition.name.replacing("_", with: " "))
    } catch {
      return .absent("it cannot be decoded")
    }
  }
}
