import ArgumentParser
import Attune
import Foundation
import Torch

/// `attune transcribe`: the words of sound files.
struct TranscribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transcribe",
    abstract: "Print the words that are spoken in sound or video files.",
    discussion: """
      The encoder is a folder of wav2vec2 or HuBERT with a CTC head, as wav2vec2-base-960h. One \
      line a file: its words, after its path where there are several.
      """)

  @OptionGroup var encoder: EncoderArgument

  @Option(parsing: .upToNextOption, help: "The files; of a video, its sound track is heard.")
  var audio: [String]

  @Option(help: "The most seconds of a sound that are heard; a note tells of longer ones.")
  var maxSeconds = Transcriber.usualMaximumSeconds

  @Flag(help: "Print one JSON object a line.")
  var json = false

  @OptionGroup var device: DeviceOption

  func validate() throws {
    guard maxSeconds > 0, maxSeconds <= 1e6 else {
      throw ValidationError("--max-seconds wants seconds above 0, not \(maxSeconds)")
    }
  }

  func run() throws {
    let transcriber = try Transcriber(
      contentsOf: encoder.folder(), maximumSeconds: maxSeconds, device: device.value)
    for path in audio {
      let transcript = try transcriber.transcribe(URL(fileURLWithPath: path))
      if json {
        print(try line(path, transcript))
      } else {
        if transcript.isTruncated {
          StandardError.write(
            String(
              format: "note: %@: only the first %g of %.1f seconds were heard; "
                + "--max-seconds sets the limit", path, maxSeconds,
              transcript.durationSeconds))
        }
        print(audio.count > 1 ? "\(path)\t\(transcript.text)" : transcript.text)
      }
    }
  }

  /// A transcript with the path that it is of.
  private struct Line: Encodable {
    let audio: String
    let transcript: Transcript

    enum CodingKeys: CodingKey { case audio }

    func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(audio, forKey: .audio)
      try transcript.encode(to: encoder)
    }
  }

  private func line(_ path: String, _ transcript: Transcript) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(
      decoding: try encoder.encode(Line(audio: path, transcript: transcript)), as: UTF8.self)
  }
}
