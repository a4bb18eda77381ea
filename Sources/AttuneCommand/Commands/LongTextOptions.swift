import ArgumentParser
import AttuneModels

/// What happens to texts that an encoder has no room for.
struct LongTextOptions: ParsableArguments {
  @Option(
    help: "The most tokens of a text, with the two marks around it. Default: the encoder's limit.")
  var maxLength: Int?

  @Option(help: "What happens to a longer text: truncate (counted), or fail.")
  var tooLong: FeatureOptions.LongTexts = .truncate

  func validate() throws {
    if let maxLength, maxLength < 2 {
      throw ValidationError("--max-length wants 2 or more, for the two marks, not \(maxLength)")
    }
  }
}
