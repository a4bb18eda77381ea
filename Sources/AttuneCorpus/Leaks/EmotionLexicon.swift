import AttuneCore

/// The words that name a label: the label map's, the class names, and their inflections.
struct EmotionLexicon {
  /// The label words that each word in a text is a form of; a form may belong to two.
  private let words: [String: [String]]
  /// The classes that each word in a text names.
  private let classes: [String: Set<Emotion>]

  init(_ map: LabelMap) {
    var words: [String: [String]] = [:]
    var classes: [String: Set<Emotion>] = [:]
    for word in map.words {
      for form in Self.forms(of: word) {
        words[form, default: []].append(word)
        if let emotion = map.emotion(of: word) { classes[form, default: []].insert(emotion) }
      }
    }
    for emotion in Emotion.allCases {
      for form in Self.forms(of: emotion.rawValue) { classes[form, default: []].insert(emotion) }
    }
    (self.words, self.classes) = (words, classes)
  }

  /// The label words that a text names.
  func labelWords(in text: [String]) -> Set<String> {
    text.reduce(into: []) { found, word in
      for name in words[word] ?? [] { found.insert(name) }
    }
  }

  /// The classes that a text names.
  func classes(in text: [String]) -> Set<Emotion> {
    text.reduce(into: []) { found, word in found.formUnion(classes[word] ?? []) }
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
