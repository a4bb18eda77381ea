import Attune
import AttuneCore
import AttuneEvaluation
import AttuneMedia
import AttuneModels
import AttuneTestSupport
import Foundation
import Testing

@Suite struct TranscriptionTests {
  @Test func `A file's words are told with its length, and a cut with its flag`() throws {
    try withTemporaryFolder { folder in
      let transcriber = try Transcriber(contentsOf: TinyFolders.recognizer(in: folder))
      let sound = try TinyFolders.sound("a.wav", seconds: 0.5, in: folder)
      #expect(
        try transcriber.transcribe(sound)
          == Transcript(text: "A", durationSeconds: 0.5, isTruncated: false))
      let short = try Transcriber(
        contentsOf: folder.appendingPathComponent("recognizer"), maximumSeconds: 0.25)
      #expect(
        try short.transcribe(sound)
          == Transcript(text: "A", durationSeconds: 0.5, isTruncated: true))
      #expect(throws: MediaError.missing(folder.appendingPathComponent("b.wav"))) {
        try transcriber.transcribe(folder.appendingPathComponent("b.wav"))
      }
    }
  }

  @Test func `A clip without text is read by its transcript, and the answer says so`() throws {
    try withTemporaryFolder { folder in
      let run = try TinyFolders.run(in: folder)
      let sound = try TinyFolders.sound("a.wav", seconds: 0.5, in: folder)
      let hearing = try Recognizer(
        contentsOf: run,
        transcriber: Transcriber(contentsOf: TinyFolders.recognizer(in: folder)))
      let heard = try hearing.predict(audio: sound)
      #expect(heard.transcripts.map(\.transcript.text) == ["A"])
      #expect(heard.transcripts.map(\.utterance) == [0])
      #expect(heard.inputs.transcribedTexts == 1)
      #expect(heard.inputs.summary == "1 texts transcribed, not given")
      #expect(heard.modalities == [.audio, .text])

      let given = try hearing.predict(audio: sound, text: "A")
      #expect(given.transcripts.isEmpty)
      #expect(given.inputs.summary == nil)
      #expect(given.probabilities == heard.probabilities)
      let without = try Recognizer(contentsOf: run).predict(audio: sound)
      #expect(without.modalities == [.audio])
      #expect(without.probabilities != heard.probabilities)
    }
  }

  @Test func `A sound that cannot be heard is counted, or the first error`() throws {
    try withTemporaryFolder { folder in
      let run = try TinyFolders.run(in: folder)
      let transcriber = try Transcriber(contentsOf: TinyFolders.recognizer(in: folder))
      let broken = folder.appendingPathComponent("broken.wav")
      try Data("no sound".utf8).write(to: broken)
      let answer = try Recognizer(contentsOf: run, transcriber: transcriber)
        .predict(audio: broken)
      #expect(answer.transcripts.isEmpty)
      #expect(answer.inputs.untranscribedTexts == 1)
      #expect(throws: MediaError.self) {
        try Recognizer(contentsOf: run, requiresMedia: true, transcriber: transcriber)
          .predict(audio: broken)
      }
    }
  }

  @Test func `A corpus is read by transcripts where texts are missing`() throws {
    try withTemporaryFolder { folder in
      let run = try TinyFolders.run(in: folder)
      let sound = try TinyFolders.sound("a.wav", seconds: 0.5, in: folder)
      let recognizer = try Recognizer(
        contentsOf: run,
        transcriber: Transcriber(contentsOf: TinyFolders.recognizer(in: folder)))
      let texts = ["b", "", " "]
      let conversations = texts.enumerated().map { index, text in
        Conversation(
          id: "\(index)",
          turns: [
            Turn(
              id: "0",
              dialogue: [Utterance(index: 0, role: .speaker, text: text, audio: sound)])
          ])
      }
      let (table, inputs) = try recognizer.predict(conversations, split: nil, run: nil)
      #expect(inputs.transcribedTexts == 2)
      #expect(table.rows.allSatisfy { $0.modalities == [.audio, .text] })
      #expect(table.rows[1].probabilities == table.rows[2].probabilities)
      #expect(table.rows[0].probabilities != table.rows[1].probabilities)
    }
  }
}
