import AttuneCore
import AttuneMedia
import AttuneModels

extension Recognizer {
  /// Gives words to the utterances that have none and can be heard.
  ///
  /// - Parameter report: counts what was transcribed, and what could not be.
  /// - Returns: the turn with the words, and what was heard where.
  /// - Throws: errors of the transcriber; a sound that cannot be heard is counted unless media are
  ///   required.
  func transcribed(
    _ turn: Turn, report: inout InputReport
  ) throws -> (turn: Turn, heard: [Recognition.HeardText]) {
    guard let transcriber else { return (turn, []) }
    var turn = turn
    var heard: [Recognition.HeardText] = []
    for index in turn.dialogue.indices {
      let utterance = turn.dialogue[index]
      guard utterance.text.allSatisfy(\.isWhitespace),
        let file = utterance.audio ?? utterance.video
      else { continue }
      do {
        let transcript = try transcriber.transcribe(file)
        turn.dialogue[index].text = transcript.text
        heard.append(.init(utterance: utterance.index, transcript: transcript))
        report.transcribedTexts += 1
        if transcript.isTruncated { report.truncatedTranscripts += 1 }
      } catch let error as MediaError where !requiresMedia {
        report.recordUntranscribed(named: String(describing: error))
      }
    }
    return (turn, heard)
  }
}
