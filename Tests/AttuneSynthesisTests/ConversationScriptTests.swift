import AttuneCore
import Testing

@testable import AttuneSynthesis

struct ConversationScriptTests {
  private let scripts: [ConversationScript]

  init() {
    let cast = Person.cast(seed: 42)
    scripts = (0..<240).map { ConversationScript(index: $0, seed: 42, cast: cast, turns: 1...4) }
  }

  @Test func `every text is a whole sentence`() {
    for line in scripts.flatMap(\.lines) {
      #expect(!line.text.contains("{") && !line.text.contains("}"), "\(line.text)")
      #expect(line.text.first?.isUppercase == true, "\(line.text)")
      #expect(line.text.last.map { ".!?".contains($0) } == true, "\(line.text)")
      #expect((2...32).contains(line.text.split(separator: " ").count), "\(line.text)")
    }
  }

  @Test func `no two conversations tell the same situation or begin alike`() {
    #expect(Set(scripts.compactMap { $0.record.turns.first?.context }).count == scripts.count)
    #expect(Set(scripts.compactMap { $0.lines.first?.text }).count == scripts.count)
  }

  @Test func `a conversation has two to eight lines, the speaker first`() {
    for script in scripts {
      #expect([2, 4, 6, 8].contains(script.lines.count))
      for (place, line) in script.lines.enumerated() {
        #expect(line.isSpeaker == place.isMultiple(of: 2))
      }
      #expect(script.speaker.id != script.listener.id)
    }
    #expect(Set(scripts.map(\.lines.count)) == [2, 4, 6, 8])
  }

  @Test func `what is said never names the emotion word`() {
    for script in scripts {
      for line in script.lines {
        let words = line.text.lowercased().split { !$0.isLetter }.map(String.init)
        #expect(!words.contains(script.feeling.word), "\(script.feeling.word): \(line.text)")
      }
    }
  }

  @Test func `every emotion word has lines of its own`() {
    for feeling in FeelingWord.all {
      #expect(FeelingLines.lines(for: feeling.word).count >= 3, "\(feeling.word)")
    }
  }

  @Test func `a good share of what speakers say fits several classes`() {
    let telling = Set(FeelingWord.all.flatMap { FeelingLines.lines(for: $0.word) })
    let followUps = scripts.flatMap { script in
      script.lines.enumerated().filter { $0.element.isSpeaker && $0.offset > 0 }
        .map(\.element.text)
    }
    let tellingShare =
      Double(followUps.count { telling.contains($0) }) / Double(max(followUps.count, 1))
    #expect((0.15...0.5).contains(tellingShare))
    // Every tone is open to at least two classes.
    for tone in EventTone.allCases {
      let classes = Emotion.allCases.filter { emotion in
        EventTone.weights(for: emotion).contains { $0.0 == tone }
      }
      #expect(classes.count >= 2)
    }
  }

  @Test func `texts differ from conversation to conversation`() {
    #expect(Set(scripts.map { $0.lines[0].text }).count > 200)
  }
}
