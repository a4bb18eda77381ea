import Attune
import Foundation

/// Says what emotion a clip shows: `ClipEmotion RUN CLIP [TEXT]`.
///
/// RUN is the folder that `attune train` or `attune fuse` made. Of the clip, sound, pictures or
/// both may be missing.
@main
struct ClipEmotion {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 2 else {
      FileHandle.standardError.write(Data("usage: ClipEmotion RUN CLIP [TEXT]\n".utf8))
      exit(64)
    }
    do {
      let recognizer = try Recognizer(contentsOf: URL(fileURLWithPath: arguments[0]))
      let recognition = try recognizer.predict(
        video: URL(fileURLWithPath: arguments[1]), text: arguments.dropFirst(2).first)
      print(recognition.emotion)
      for name in recognizer.classes {
        let percent = 100 * (recognition.probabilities[name] ?? 0)
        print("  \(name): \(Int(percent.rounded())) %")
      }
    } catch {
      FileHandle.standardError.write(Data("ClipEmotion: error: \(error)\n".utf8))
      exit(1)
    }
  }
}
