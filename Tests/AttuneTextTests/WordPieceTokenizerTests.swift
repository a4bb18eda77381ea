import AttuneText
import Testing

@Suite struct WordPieceTokenizerTests {
  let tokenizer: WordPieceTokenizer

  init() throws { tokenizer = try TextFixtures.tokenizer("uncased") }

  @Test func `an empty text is the two special tokens`() {
    let encoded = tokenizer.encode("", maximumLength: 16)
    #expect(encoded.inputIDs == [tokenizer.clsTokenID, tokenizer.sepTokenID])
    #expect(encoded.numTruncated == 0)
  }

  @Test func `tokens are written as in the vocabulary`() {
    #expect(tokenizer.tokenize("I am HAPPY, abcbcd") == ["i", "am", "happy", ",", "abc", "##bcd"])
  }

  @Test func `what does not fit is cut off at the end and counted`() {
    let encoded = tokenizer.encode("you did not expect that", maximumLength: 5)
    #expect(encoded.inputIDs.count == 5)
    #expect(encoded.inputIDs.first == tokenizer.clsTokenID)
    #expect(encoded.inputIDs.last == tokenizer.sepTokenID)
    #expect(encoded.numTruncated == 2)
    #expect(tokenizer.encode("you did not", maximumLength: 5).numTruncated == 0)
  }

  @Test func `a limit below the two special tokens keeps these`() {
    for limit in [-1, 0, 1, 2] {
      let encoded = tokenizer.encode("you did", maximumLength: limit)
      #expect(encoded.inputIDs == [tokenizer.clsTokenID, tokenizer.sepTokenID])
      #expect(encoded.numTruncated == 2)
    }
  }

  @Test func `the special tokens have the ids of the vocabulary`() {
    #expect(tokenizer.token(tokenizer.padTokenID) == "[PAD]")
    #expect(tokenizer.token(tokenizer.clsTokenID) == "[CLS]")
    #expect(tokenizer.token(tokenizer.sepTokenID) == "[SEP]")
    #expect(tokenizer.token(tokenizer.unknownTokenID) == "[UNK]")
    #expect(tokenizer.token(tokenizer.maskTokenID) == "[MASK]")
    #expect(tokenizer.token(-1) == nil)
    #expect(tokenizer.token(Int32(tokenizer.vocabularySize)) == nil)
  }

  @Test func `a word of a hundred scalars is split and a longer one is unknown`() {
    #expect(tokenizer.tokenize(String(repeating: "x", count: 100)).count == 100)
    #expect(tokenizer.tokenize(String(repeating: "x", count: 101)) == ["[UNK]"])
  }
}
