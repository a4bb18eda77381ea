import ArgumentParser
import AttuneEncoders
import AttuneModels
import AttuneText
import Foundation

/// `attune tokenize`: the token ids that an encoder's tokenizer gives.
struct TokenizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokenize",
    abstract: "Print the tokens of texts as an encoder's tokenizer splits them.",
    discussion: """
      One line of output a text. With --json it is an object: index, ids and tokens, both with the \
      two marks around the text, and how many tokens were truncated.
      """)

  @OptionGroup var encoder: EncoderArgument

  @OptionGroup var long: LongTextOptions

  @Option(help: "A file of texts, one a line; an empty line is a text too.")
  var texts: String

  @Flag(help: "Print JSON lines.")
  var json = false

  private struct Line: Encodable {
    let index: Int
    let ids: [Int32]
    let tokens: [String]
    let truncated: Int
  }

  func run() throws {
    let folder = EncoderFolder(try encoder.folder())
    let (tokenizer, limit) = try tokenizer(of: folder)
    let lines = try TextLines(contentsOf: URL(fileURLWithPath: texts))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var (numTruncated, numTokens) = (0, 0)
    for (index, text) in lines.enumerated() {
      let tokenized = tokenizer.encode(text, maximumLength: limit)
      if tokenized.numTruncated > 0 {
        guard long.tooLong == .truncate else {
          throw FeatureError.textTooLong(
            file: texts, line: index + 1,
            tokens: tokenized.inputIDs.count + tokenized.numTruncated, limit: limit)
        }
        numTruncated += 1
        numTokens += tokenized.numTruncated
      }
      let tokens = tokenized.inputIDs.map { tokenizer.token($0) ?? "" }
      if json {
        let line = Line(
          index: index, ids: tokenized.inputIDs, tokens: tokens,
          truncated: tokenized.numTruncated)
        print(String(decoding: try encoder.encode(line), as: UTF8.self))
      } else {
        print(zip(tokens, tokenized.inputIDs).map { "\($0) (\($1))" }.joined(separator: " "))
      }
    }
    if numTruncated > 0 {
      StandardError.write("note: \(numTruncated) texts truncated, \(numTokens) tokens in all")
    }
  }

  /// The tokenizer, and the most tokens of a text: the encoder's positions where there is an
  /// encoder, as there is none in the tokenizer's folder of a run.
  private func tokenizer(of folder: EncoderFolder) throws -> (WordPieceTokenizer, limit: Int) {
    let file = folder.url.appendingPathComponent("config.json")
    guard FileManager.default.fileExists(atPath: file.path) else {
      return (try WordPieceTokenizer(contentsOf: folder.url), long.maxLength ?? .max)
    }
    let configuration = try folder.bertConfiguration()
    return (
      try folder.tokenizer(for: configuration), long.maxLength ?? configuration.maximumPositions
    )
  }
}
