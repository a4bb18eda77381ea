import AttuneCore
import AttuneCorpus
import AttuneTestSupport
import Foundation
import Testing

@Suite struct VocabularyTests {
  @Test func idsGoByTheAlphabetFromOneAndZeroIsUnknown() {
    let vocabulary = Vocabulary(["pears", "", "apples", "pears"])
    #expect(vocabulary.entries == ["apples", "pears"])
    #expect(vocabulary.identifier("apples") == 1)
    #expect(vocabulary.identifier("pears") == 2)
    #expect(vocabulary.identifier("plums") == 0)
    #expect(vocabulary.identifier("") == 0)
    #expect(vocabulary.identifier(nil) == 0)
    #expect(Vocabulary(["apples", "pears"]) == Vocabulary(["pears", "apples"]))
  }

  @Test func vocabulariesComeBackFromTheirFile() throws {
    let conversation = Conversation(
      id: "1", topic: "Weather",
      turns: [
        Turn(
          id: "0", dialogue: [], rationale: AnnotatedRationale(eventScenario: "not the last turn")),
        Turn(
          id: "1", dialogue: [],
          rationale: AnnotatedRationale(eventScenario: "Rain", goalToResponse: "Cheer")),
      ])
    let vocabularies = Vocabularies([conversation, Conversation(id: "2", turns: [])])
    #expect(vocabularies.eventScenario.entries == ["Rain"])
    #expect(vocabularies.emotionCause.entries.isEmpty)
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("vocabulary.json")
      try vocabularies.write(to: file)
      #expect(try Vocabularies(contentsOf: file) == vocabularies)
    }
  }

  @Test func aBrokenFileIsNamed() throws {
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("vocabulary.json")
      #expect(throws: FileError.self) { try Vocabularies(contentsOf: file) }
      try Data("{}".utf8).write(to: file)
      let error = #expect(throws: FileError.self) { try Vocabularies(contentsOf: file) }
      #expect(error?.path == file.path)
    }
  }
}
