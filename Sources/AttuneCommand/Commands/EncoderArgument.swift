import ArgumentParser
import AttuneEncoders
import Foundation

/// The encoder that a command works with.
struct EncoderArgument: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The encoder's folder, or its name below models/ or the folder that ATTUNE_MODELS names.",
      valueName: "folder"))
  var encoder: String

  func folder() throws -> URL { try EncoderLocator().folder(of: encoder) }
}
