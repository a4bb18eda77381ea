import AttuneCore

/// The words that name a label: the label map's, the class names, and their inflections.
struct EmotionLexicon {
  /// The label words that a word is a form of, by its number; a form may belong to two.
  private var words: [[String]] = []
  /// The classes that a word names, by its number.
  private var classes: [Set<Emotion>] = []

  /// Numbers the forms before any other word, so that their numbers are the smallest.
  init(_ map: LabelMap, _ numbers: inout WordNumbers) {
    for word in map.words {
      for form in Self.forms(of: word) {
        let number = grow(to: numbers.number(of: form))
        words[number].append(word)
        if let emotion = map.emotion(of: word) { classes[number].insert(emotion) }
      }
    }
    for emotion in Emotion.allCases {
      for form in Self.forms(of: emotion.rawValue) {
        classes[grow(to: numbers.number(of: form))].insert(emotion)
      }
    }
  }

  private mutating func grow(to number: Int32) -> Int {
    while words.count <= Int(number) {
      words.append([])
      classes.append([])
    }
    return Int(number)
  }

  /// The label words that a text names.
  func labelWords(in text: [Int32]) -> Set<String> {
    var found: Set<String> = []
    for word in text where word < words.count { found.formUnion(words[Int(word)]) }
    return found
  }

  /// The classes that a text names.
  func classes(in text: [Int32]) -> Set<Emotion> {
    var found: Set<Emotion> = []
    for word in text where word < classes.count { found.formUnion(classes[Int(word)]) }
    return found
  }

  /// A word and its forms; a word without an entry has none but itself.
  private static func forms(of word: String) -> [String] {
    [word] + (inflections[word] ?? "").split(separator: " ").map(String.init)
  }

  /// Comparatives, adverbs, the verb of a participle and the feeling's noun.
  ///
  /// `care` and `hope` are left out, which seldom name a feeling.
  private static let inflections = [
    "afraid": "",
    "angry": "angrier angriest angrily anger angers angered angering",
    "annoyed": "annoy annoys annoying annoyingly annoyance annoyances",
    "anticipating": "anticipate anticipates anticipated anticipation",
    "anxious": "anxiously anxiousness anxiety anxieties",
    "apprehensive": "apprehensively apprehensiveness apprehension apprehensions",
    "ashamed": "ashamedly shame shamed shameful",
    "caring": "caringly",
    "confident": "confidently confidence",
    "contempt": "contemptuous contemptuously",
    "content": "contented contentedly contentment",
    "devastated": "devastate devastates devastating devastatingly devastation",
    "disappointed": "disappoint disappoints disappointing disappointingly disappointment "
      + "disappointments",
    "disgusted": "disgust disgusts disgusting disgustingly disgustedly",
    "embarrassed": "embarrass embarrasses embarrassing embarrassingly embarrassment "
      + "embarrassments",
    "excited": "excite excites exciting excitedly excitement",
    "faithful": "faithfully faithfulness faith",
    "fear": "fears feared fearing fearful fearfully",
    "furious": "furiously fury",
    "grateful": "gratefully gratefulness gratitude",
    "guilty": "guiltier guiltily guilt",
    "happy": "happier happiest happily happiness",
    "hopeful": "hopefully hopefulness",
    "impressed": "impress impresses impressing impressive impressively",
    "jealous": "jealously jealousy",
    "joyful": "joyfully joyfulness joy joyous",
    "lonely": "lonelier loneliest loneliness lonesome",
    "nostalgic": "nostalgically nostalgia",
    "prepared": "prepare prepares preparing preparation preparations preparedness",
    "proud": "prouder proudest proudly pride",
    "sad": "sadder saddest sadly sadness saddened saddening",
    "sentimental": "sentimentally sentimentality sentiment sentiments",
    "surprised": "surprise surprises surprising surprisingly",
    "terrified": "terrify terrifies terrifying terrifyingly terror",
    "trusting": "trust trusts trusted trustingly trustful",
  ]
}
