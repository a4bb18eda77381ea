/// What a listener answers: replies that carry on, and replies that close.
enum ListenerLines {
  /// Questions and nods that fit any feeling.
  static let neutral = [
    "And what did you do then?", "I see. How long ago was that?", "Who else was there?",
    "Tell me more about it.", "What did your {relative} say?", "Did you talk to {friend} about it?",
    "How did it go on from there?", "I understand. And now?", "What went through your mind?",
    "Was that the first time?", "And how do you feel about it today?", "When did you hear of it?",
    "That sounds like a lot at once.", "I would not have known what to say.",
  ]

  /// Replies that fit the tone of the event.
  static func shared(_ tone: EventTone) -> [String] {
    switch tone {
    case .good: ["That is good to hear!", "You have worked for it.", "Have you celebrated yet?"]
    case .sudden: ["Oh, just like that?", "That must have been a moment.", "Without any warning?"]
    case .bad: ["I am sorry to hear that.", "That must be hard.", "Can I do anything for you?"]
    case .wrong: ["That was not right.", "Did they say why?", "You should talk to them."]
    case .others: ["And how is that for you?", "Did you speak to them?", "People do talk."]
    case .plain: ["Sounds like a normal day.", "Do you often do that?", "And was that all?"]
    }
  }

  /// Last replies.
  static let closings = [
    "Thank you for telling me.", "Let me know how it goes on.", "I am here if you want to talk.",
    "Give it a few days.", "Let us talk again on {weekday}.", "I am glad that you told me.",
    "Call me when you know more.", "I would feel the same in your place.",
    "Say hello to {friend} from me.", "Take the evening off and rest.",
    "We can go for a walk on {weekday}.",
  ]
}
