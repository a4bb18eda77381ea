import ArgumentParser
import AttuneCore
import Foundation

/// A clip that is named by hand; any part may be missing.
struct ClipOptions: ParsableArguments {
  @Option(help: "A clip with pictures; its sound is heard unless --audio names another.")
  var video: String?

  @Option(help: "A clip with sound.")
  var audio: String?

  @Option(help: "The words that are spoken in the clip.")
  var text: String?

  @Option(help: "The situation of the clip in words.")
  var context: String?

  /// Whether any part was named.
  var isGiven: Bool { video != nil || audio != nil || text != nil || context != nil }

  /// The clip as a conversation and its turn.
  ///
  /// Fails where a file is absent: a typing error must not become a missing modality.
  func conversation() throws -> (Conversation, Turn) {
    for path in [video, audio].compactMap({ $0 })
    where !FileManager.default.fileExists(atPath: path) {
      throw FileError(URL(fileURLWithPath: path), "no such file")
    }
    return Conversation.ofClip(
      video: video.map(URL.init(fileURLWithPath:)), audio: audio.map(URL.init(fileURLWithPath:)),
      text: text, context: context)
  }
}
