import Attune
import Foundation

/// Says what emotion a clip shows: `ClipEmotion RUN CLIP [TEXT]`.
@main
struct ClipEmotion {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count >= 2 else {
      FileHandle.standardError.write(Data("usage: ClipEmotion RUN CLIP [TEXT]\n".utf8))
      exit(64)
    }
    print(arguments.joined(separator: " "))
  }
}
