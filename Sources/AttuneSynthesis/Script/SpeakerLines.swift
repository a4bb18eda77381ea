/// What a speaker says apart from the event itself.
enum SpeakerLines {
  /// Ways to begin; `{event}` is the event's clause, `{moment}` is ``Grammar/moment``.
  static let openings = [
    "{event} {day}, {moment}.", "So, {event} {day}, {moment}.", "Well, {event} {day}, {moment}.",
    "I wanted to tell you that {event} {day}, {moment}.", "You know what, {event} {day}, {moment}.",
    "Let me tell you, {event} {day}, {moment}.", "It went like this: {event} {day}, {moment}.",
    "Listen, {event} {day}, {moment}.",
    "I am still thinking about it, {event} {day}, {moment}.",
  ]

  /// Lines that fit any feeling.
  static let neutral = [
    "It was around noon, I had just come home.", "I told {friend} about it right away.",
    "We talked about it for a while.", "I have not told my {relative} yet.",
    "It all went very quickly.", "That is how it was, from start to end.",
    "I think about it every day now.", "I did not say much at that moment.",
    "There were {number} of us in the room.", "{friend} was there too.",
    "It was the first time that this happened.", "Now we have to see what comes next.",
    "I wrote it all down {day}.", "I looked at {friend}, and {friend} looked at me.",
    "I do not know what I should say.", "It took me {number} hours to fall asleep.",
    "I keep going over it in my head.", "My {relative} heard about it from {friend}.",
    "It happened {day}, you know.", "I will see {friend} again on {weekday}.",
    "You should have seen my face.", "I never thought about it that way before.",
    "There is a bit more to it than that.", "I just sat there for a moment.",
  ]

  /// Lines that fit the tone of the event and every class that may have it.
  static func shared(_ tone: EventTone) -> [String] {
    switch tone {
    case .good:
      [
        "I had waited for this for {months} months.", "Nobody had told me beforehand.",
        "I read the message {number} times.", "I called my {relative} at once.",
        "It still does not feel real.", "I had to sit down first.",
      ]
    case .sudden:
      [
        "I did not see that coming.", "My heart was beating so fast.",
        "Nobody could tell me why.", "I just stood there and stared.",
        "It came out of nowhere.", "For a moment I could not speak.",
      ]
    case .bad:
      [
        "I do not know how it will go on.", "I have hardly slept since then.",
        "There is nothing I can do about it now.", "I keep waiting for a call.",
        "My {relative} does not know what to do either.", "It is all so quiet at home now.",
      ]
    case .wrong:
      [
        "And nobody said that they were sorry.", "Who does a thing like that?",
        "That is really not how you treat people.", "And then they just walked away.",
        "I had to clean it up myself.", "I do not want to see that again.",
      ]
    case .others:
      [
        "Everybody keeps talking about it.", "And I work at it every single day.",
        "Some people have all the luck.", "I had to smile for the picture.",
        "I heard it from {friend}, of all people.", "They celebrated it the whole night.",
      ]
    case .plain:
      [
        "It was an ordinary day apart from that.", "I had my coat on the whole time.",
        "The weather was grey.", "We had tea afterwards.", "I took the long way home.",
        "It went on until the evening.",
      ]
    }
  }
}
