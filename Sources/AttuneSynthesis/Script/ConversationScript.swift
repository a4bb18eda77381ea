import AttuneCore
import Foundation

/// What is said in one conversation, by whom, and how it is annotated.
struct ConversationScript: Sendable {
  /// One line of the script.
  struct Line: Sendable {
    let text: String
    let isSpeaker: Bool
  }

  /// Place in the corpus, from 0.
  let index: Int
  let feeling: FeelingWord
  let speaker: Person
  let listener: Person
  /// Speaker and listener by turns, the speaker first; an even number.
  let lines: [Line]
  let record: RawRecord

  /// The five digits of the conversation.
  var id: String { Self.identifier(index) }

  private static func identifier(_ index: Int) -> String {
    let digits = String(index + 1)
    return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }

  /// Who says a line.
  func person(of line: Line) -> Person { line.isSpeaker ? speaker : listener }

  /// Writes conversation `index` of the corpus with this seed.
  init(index: Int, seed: UInt64, cast: [Person], turns: ClosedRange<Int>) {
    var random = SeededRandom(seed: seed, path: "script", "\(index)")
    let feeling = LabelSchedule(seed: seed).word(at: index)
    let pair = random.shuffled(cast).prefix(2)
    let speaker = pair.first ?? Person(id: 1, seed: seed)
    let listener = pair.last ?? speaker
    let grammar = Grammar(random: &random)
    let tone = random.pick(weighted: EventTone.weights(for: feeling.emotion), else: .plain)
    let event = random.pick(
      Event.all(tone), else: Event(topic: "Life", tone: tone, clause: "{I} came home late"))
    let usual: [(Int, Double)] = [(1, 0.2), (2, 0.4), (3, 0.3), (4, 0.1)]
    let numTurns = random.pick(
      weighted: usual.filter { turns.contains($0.0) }, else: turns.lowerBound)

    var lines: [Line] = []
    var said: Set<String> = []
    for turn in 0..<numTurns {
      let own =
        turn == 0
        ? Self.opening(event, grammar: grammar, random: &random)
        : Self.followUp(feeling, tone, except: said, grammar: grammar, random: &random)
      let isLast = turn + 1 == numTurns
      let reply = Self.reply(
        tone, isLast: isLast, except: said, grammar: grammar, random: &random)
      said.formUnion([own, reply])
      lines.append(Line(text: own, isSpeaker: true))
      lines.append(Line(text: reply, isSpeaker: false))
    }

    // Some situations name the feeling, as in the published data; most only tell the event.
    let situation = "\(event.clause), \(Grammar.moment)."
    let context =
      random.chance(0.15)
      ? "I felt \(feeling.word) because \(grammar.fill(situation))" : grammar.sentence(situation)
    let rationale = RawRecord.Rationale(
      speakerEmotion: feeling.word,
      eventScenario: "The speaker tells that \(grammar.fill(event.clause, as: .annotator)).",
      emotionCause: "What happened leaves the speaker \(feeling.word).",
      goalToResponse: Self.goal(tone))

    self.index = index
    self.feeling = feeling
    self.speaker = speaker
    self.listener = listener
    self.lines = lines
    record = RawRecord(
      id: Self.identifier(index), speaker: speaker.rawProfile, listener: listener.rawProfile,
      topic: event.topic,
      turns: (0..<numTurns).map { turn in
        RawRecord.Turn(
          id: "\(turn)", context: context,
          dialogueHistory: lines.prefix(2 * turn + 1).enumerated().map { place, line in
            RawRecord.Line(
              index: place, role: line.isSpeaker ? "speaker" : "listener", utterance: line.text)
          },
          response: lines[2 * turn + 1].text, rationale: rationale)
      })
  }

  private static func opening(
    _ event: Event, grammar: Grammar, random: inout SeededRandom
  ) -> String {
    let frame = random.pick(SpeakerLines.openings, else: "{event}.")
    return grammar.sentence(
      frame.replacing("{event}", with: event.clause).replacing("{moment}", with: Grammar.moment))
  }

  /// A later line of the speaker: neutral, shared by several classes, or telling.
  private static func followUp(
    _ feeling: FeelingWord, _ tone: EventTone, except said: Set<String>, grammar: Grammar,
    random: inout SeededRandom
  ) -> String {
    let pool = random.pick(
      weighted: [
        (SpeakerLines.neutral, 0.3), (SpeakerLines.shared(tone), 0.38),
        (FeelingLines.lines(for: feeling.word), 0.32),
      ], else: SpeakerLines.neutral)
    let fresh = pool.filter { !said.contains(grammar.sentence($0)) }
    return grammar.sentence(random.pick(fresh, else: "That is all that I know."))
  }

  private static func reply(
    _ tone: EventTone, isLast: Bool, except said: Set<String>, grammar: Grammar,
    random: inout SeededRandom
  ) -> String {
    let pool =
      random.chance(0.3)
      ? ListenerLines.shared(tone) : isLast ? ListenerLines.closings : ListenerLines.neutral
    let fresh = pool.filter { !said.contains(grammar.sentence($0)) }
    return grammar.sentence(random.pick(fresh, else: "I see."))
  }

  private static func goal(_ tone: EventTone) -> String {
    switch tone {
    case .good: "Share the good news and ask how it came about."
    case .sudden: "Give the speaker time to take it in."
    case .bad: "Comfort the speaker and offer help."
    case .wrong: "Take the speaker's side and look for a way out."
    case .others: "Let the speaker say what it means to them."
    case .plain: "Show interest and ask for more."
    }
  }
}

extension Person {
  /// The profile as AvaMERG's raw file spells it.
  var rawProfile: RawRecord.Profile {
    RawRecord.Profile(
      age: age.rawValue, gender: gender.rawValue, timbre: timbre.rawValue, id: id)
  }
}
