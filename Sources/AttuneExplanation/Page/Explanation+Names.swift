import AttuneCore

extension Modality {
  /// What a reader would call it.
  var perceived: String {
    switch self {
    case .audio: "voice"
    case .video: "face"
    case .text: "words"
    case .metadata: "metadata"
    }
  }
}

extension Explanation.Text {
  /// Which text it is.
  var name: String {
    utterance.map { "Utterance \($0), \(role?.rawValue ?? "")" } ?? "The situation"
  }
}

extension Explanation {
  /// Who says what in an utterance; `nil` where its words are not known.
  func quote(ofUtterance index: Int) -> String? {
    guard let text = texts.first(where: { $0.utterance == index }) else { return nil }
    let words = text.words.reduce(into: "") { line, word in
      let isMark = word.text.allSatisfy { $0.isPunctuation }
      line += (line.isEmpty || isMark ? "" : " ") + word.text
    }
    return "\(text.role?.rawValue ?? ""): “\(words)”"
  }

  /// An utterance with its words, as far as they are known.
  func name(ofUtterance index: Int) -> String {
    "Utterance \(index)" + (quote(ofUtterance: index).map { ", \($0)" } ?? "")
  }
}
