import Foundation

/// Fills the slots of a template.
struct Grammar: Sendable {
  /// What each slot may become.
  private static let fillers: [String: [String]] = [
    "relative": [
      "sister", "brother", "cousin", "aunt", "uncle", "mother", "father", "niece", "nephew",
      "grandmother",
    ],
    "friend": [
      "Mara", "Tom", "Priya", "Jonas", "Lena", "Omar", "Ruth", "Felix", "Nora", "Ivan", "Chloe",
      "Sam",
    ],
    "city": ["Lisbon", "Oslo", "Prague", "Dublin", "Vienna", "Naples", "Bergen", "Porto"],
    "nth": ["second", "third", "fourth", "fifth"],
    "number": ["two", "three", "four", "five", "six", "seven"],
    "months": ["two", "three", "four", "six", "eight", "ten"],
    "clock": ["one", "two", "three", "four"],
    "project": ["garden", "bridge", "library", "harbour", "museum", "tram"],
    "department": ["sales team", "archive", "kitchen", "workshop", "press office", "lab"],
    "subject": ["history", "chemistry", "music", "Latin", "biology", "maths"],
    "bodypart": ["knee", "shoulder", "back", "ankle", "wrist", "hip"],
    "pet": ["cat", "dog", "rabbit", "parrot"],
    "hobby": ["chess", "choir", "rowing", "pottery", "quiz", "dance"],
    "furniture": ["wardrobe", "kitchen table", "sofa", "bookshelf", "fridge"],
    "restaurant": ["corner", "noodle", "pizza", "fish"],
    "weekday": ["Monday", "Tuesday", "Thursday", "Friday", "Saturday"],
    "day": [
      "yesterday", "last night", "this morning", "on Sunday", "two days ago", "last week",
      "the other day",
    ],
    "doing": [
      "washing the car", "feeding the ducks", "waiting for the bus", "making coffee",
      "reading the paper", "watering the plants", "looking for the keys", "writing a letter",
      "hanging up the laundry", "peeling potatoes", "paying for the bread", "tying a shoelace",
      "eating an apple", "counting the change", "folding a map", "mending the bike",
      "closing an umbrella", "humming a song", "carrying a ladder", "opening the mail",
      "painting a fence", "buying stamps", "sweeping the steps", "taking a picture",
    ],
    "place": [
      "by the river", "in the hall", "near the station", "behind the house", "at the market",
      "outside the school", "next to the church", "on the way to town", "across from the bank",
      "under the bridge", "beside the fountain", "in front of the museum", "round the corner",
      "below the tower", "along the canal", "between two meetings", "up on the hill",
      "down at the harbour", "inside the post office", "past the bakery",
    ],
  ]

  /// What somebody was doing meanwhile; it keeps two tellings of one event from being the same text.
  static let moment = "just as {I} was {doing} {place}"

  /// The words of one conversation: the same friend, city or day wherever it is named again.
  private let choices: [String: String]

  /// Draws the fillers of a conversation.
  init(random: inout SeededRandom) {
    var choices: [String: String] = [:]
    for slot in Self.fillers.keys.sorted() {
      choices[slot] = random.pick(Self.fillers[slot] ?? [], else: slot)
    }
    self.choices = choices
  }

  /// Who is telling.
  enum Voice { case speaker, annotator }

  /// `template` with every slot filled.
  func fill(_ template: String, as voice: Voice = .speaker) -> String {
    let own =
      voice == .speaker
      ? ["I": "I", "me": "me", "my": "my"]
      : ["I": "the speaker", "me": "the speaker", "my": "the speaker's"]
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let slot = String(rest[rest.index(after: open)..<close])
      result += rest[..<open]
      result += own[slot] ?? choices[slot] ?? slot
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// `template` filled and begun with a capital letter.
  func sentence(_ template: String, as voice: Voice = .speaker) -> String {
    let text = fill(template, as: voice)
    return text.prefix(1).uppercased() + text.dropFirst()
  }
}
