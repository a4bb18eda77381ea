import AttuneCore
import AttuneText
import Testing

@Suite struct TextAugmenterTests {
  private let tokenizer: WordPieceTokenizer
  private let text = "you did not expect that abcbcd, happy?"

  init() throws { tokenizer = try TextFixtures.tokenizer("uncased") }

  private func ids(_ text: String) -> [Int32] {
    tokenizer.encode(text, maximumLength: 64).inputIDs
  }

  private func stream(_ number: Int = 0, epoch: Int = 0) -> AugmentationStream {
    AugmentationStream(seed: 42, epoch: epoch, conversation: "\(number)", turn: "t", utterance: 0)
  }

  private func augmenter(
    dropout: Double? = nil, backsOff: Bool = false, masking: Double? = nil,
    wholeWords: Bool = true
  ) throws -> TextAugmenter {
    var settings = TextAugmentation()
    if let dropout {
      settings.wordDropout.probability = 1
      settings.wordDropout.share = AugmentationRange(dropout, dropout)
      settings.wordDropout.backsOffToMask = backsOff
    }
    if let masking {
      settings.tokenMasking.probability = 1
      settings.tokenMasking.share = AugmentationRange(masking, masking)
      settings.tokenMasking.wholeWords = wholeWords
    }
    return try TextAugmenter(settings, tokenizer: tokenizer)
  }

  @Test func `the words of a text are found among its pieces`() {
    let ids = ids(text)
    let words = tokenizer.wordRanges(in: ids).map { range in
      ids[range].compactMap(tokenizer.token).joined(separator: " ")
    }
    #expect(words.contains("abc ##bcd"))
    #expect(words.first == "you" && words.last == "?")
    #expect(!words.contains("[CLS]") && !words.contains("[SEP]"))
  }

  @Test func `nothing is on unless it is asked for`() throws {
    let result = try augmenter()(ids(text), stream: stream())
    #expect(result.value == ids(text) && !result.isAugmented)
  }

  @Test func `the same stream gives the same text and another epoch another`() throws {
    let augmenter = try augmenter(dropout: 0.4, masking: 0.4)
    let first = (0..<20).map { augmenter(ids(text), stream: stream($0)).value }
    #expect(first == (0..<20).map { augmenter(ids(text), stream: stream($0)).value })
    #expect(first != (0..<20).map { augmenter(ids(text), stream: stream($0, epoch: 1)).value })
    // In any order, and alone.
    #expect(augmenter(ids(text), stream: stream(19)).value == first[19])
  }

  @Test func `dropped words leave the others in their order`() throws {
    let augmenter = try augmenter(dropout: 0.5)
    let whole = ids(text)
    for number in 0..<50 {
      let left = augmenter(whole, stream: stream(number)).value
      #expect(left.first == tokenizer.clsTokenID && left.last == tokenizer.sepTokenID)
      var rest = whole[...]
      for id in left {
        guard let place = rest.firstIndex(of: id) else {
          Issue.record("\(left) is no part of \(whole)")
          break
        }
        rest = rest[(place + 1)...]
      }
      // A word goes as a whole.
      let pieces = ["abc", "##bcd"].map { piece in left.contains { tokenizer.token($0) == piece } }
      #expect(pieces[0] == pieces[1])
    }
  }

  @Test func `the back-off puts one mask for each dropped word`() throws {
    let plain = try augmenter(dropout: 0.5)
    let backing = try augmenter(dropout: 0.5, backsOff: true)
    let numWords = tokenizer.wordRanges(in: ids(text)).count
    for number in 0..<20 {
      let dropped = plain(ids(text), stream: stream(number)).value
      let masked = backing(ids(text), stream: stream(number)).value
      #expect(masked.filter { $0 != tokenizer.maskTokenID } == dropped)
      #expect(
        masked.count { $0 == tokenizer.maskTokenID }
          == numWords - tokenizer.wordRanges(in: dropped).count)
    }
  }

  @Test func `masking keeps the length and hides whole words, or pieces`() throws {
    let whole = ids(text)
    let words = tokenizer.wordRanges(in: whole)
    var halves = 0
    for wholeWords in [true, false] {
      let augmenter = try augmenter(masking: 0.5, wholeWords: wholeWords)
      for number in 0..<50 {
        let masked = augmenter(whole, stream: stream(number)).value
        #expect(masked.count == whole.count)
        #expect(zip(masked, whole).allSatisfy { $0 == $1 || $0 == tokenizer.maskTokenID })
        for word in words where word.count > 1 {
          let hidden = word.count { masked[$0] == tokenizer.maskTokenID }
          if wholeWords { #expect(hidden == 0 || hidden == word.count) }
          if hidden == 1 { halves += 1 }
        }
      }
    }
    #expect(halves > 0)
  }

  @Test(arguments: ["happy", "you did", "abcbcd", "", "[SEP] happy [MASK]", "zzzzzqqq"])
  func `a text never loses its last word, nor a special token`(text: String) throws {
    let whole = ids(text)
    let special: Set<Int32> = [
      tokenizer.clsTokenID, tokenizer.sepTokenID, tokenizer.unknownTokenID,
    ]
    for augmenter in [
      try augmenter(dropout: 1), try augmenter(dropout: 1, masking: 1),
      try augmenter(masking: 1), try augmenter(masking: 1, wholeWords: false),
    ] {
      let left = augmenter(whole, stream: stream()).value
      #expect(left.filter(special.contains) == whole.filter(special.contains))
      let words = tokenizer.wordRanges(in: whole)
      let kept = left.contains { id in words.joined().contains { whole[$0] == id } }
      #expect(kept || words.isEmpty)
    }
  }

  @Test func `each part of a document keeps a word`() throws {
    let whole = ids("you did [SEP] not expect [SEP] [SEP] that")
    let parts = try augmenter(dropout: 1)(whole, stream: stream()).value
      .split(separator: tokenizer.sepTokenID, omittingEmptySubsequences: false)
    #expect(parts.map(\.count) == [2, 1, 0, 1, 0])
  }

  @Test func `the share is how many words go`() throws {
    let augmenter = try augmenter(dropout: 0.2)
    let many = ids(String(repeating: "you did not expect that ", count: 10))
    let left = (0..<40).reduce(0) {
      $0 + augmenter(many, stream: stream($1)).value.count - 2
    }
    #expect(abs(Double(left) / 2000 - 0.8) < 0.03)
  }

  @Test func `a share that is none is named`() {
    let error = #expect(throws: AugmentationError.self) { try augmenter(masking: 1.2) }
    #expect(error?.key == "text.token_masking.share")
    #expect(throws: AugmentationError.self) { try augmenter(dropout: -0.1) }
  }
}
