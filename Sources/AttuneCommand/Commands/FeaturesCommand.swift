import ArgumentParser
import AttuneEncoders
import AttuneModels
import AttuneText
import Foundation
import Torch

extension FeaturePooling: ExpressibleByArgument {}
extension FeatureOptions.LongTexts: ExpressibleByArgument {}
extension DType: ExpressibleByArgument {}

/// `attune features`: what an encoder makes of texts, sounds or videos.
struct FeaturesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features",
    abstract: "Write an encoder's hidden states of texts, sounds or videos to a safetensors file.",
    discussion: """
      Inputs are numbered from 0; input i has the keys i/last_hidden_state and i/pooled, float32. \
      A medium that is missing or unreadable has none; it is counted and told. The batch size \
      changes speed, not results: only inputs of one length are encoded together.
      """)

  @OptionGroup var encoder: EncoderArgument

  @OptionGroup var long: LongTextOptions

  @Option(help: "A file of texts, one a line; an empty line is a text too.")
  var texts: String?

  @Option(parsing: .upToNextOption, help: "Files with sound.")
  var audio: [String] = []

  @Option(parsing: .upToNextOption, help: "Files with pictures.")
  var video: [String] = []

  @Option(help: "The safetensors file to write.")
  var out: String

  @Option(help: "The most inputs that are encoded together.")
  var batchSize = 8

  @Option(
    help: """
      What 'pooled' is: pooler, cls or mean. Default: the encoder's own pooler, else the first \
      token's state; the mean over time of a sound.
      """)
  var pooling: FeaturePooling?

  @Option(help: "The most seconds of a sound. Default: all of it.")
  var maxSeconds: Double?

  @Flag(help: "Fail on the first missing or unreadable medium.")
  var requireMedia = false

  @OptionGroup var device: DeviceOption

  @Option(help: "What the encoder computes in: float32, bfloat16, float16 or float64.")
  var dtype = DType.float32

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard [texts != nil, !audio.isEmpty, !video.isEmpty].count(where: { $0 }) == 1 else {
      throw ValidationError("give one of --texts, --audio and --video")
    }
    guard batchSize >= 1 else {
      throw ValidationError("--batch-size wants 1 or more, not \(batchSize)")
    }
    if let maxSeconds, !(maxSeconds > 0 && maxSeconds <= 1e6) {
      throw ValidationError("--max-seconds wants seconds above 0, not \(maxSeconds)")
    }
    guard dtype.isFloatingPoint else {
      throw ValidationError("--dtype wants a floating point type, not '\(dtype.rawValue)'")
    }
  }

  func run() throws {
    let extractor = try FeatureExtractor(
      contentsOf: try encoder.folder(),
      options: FeatureOptions(
        batchSize: batchSize, pooling: pooling, maximumTokens: long.maxLength,
        longTexts: long.tooLong, maximumSeconds: maxSeconds, requiresMedia: requireMedia,
        device: device.value, dtype: dtype))
    let inputs = try inputs()
    var bar = ProgressBar(label: "features")
    let report = try extractor.write(inputs, to: URL(fileURLWithPath: out)) { completed in
      bar.update(completed: completed, of: inputs.count)
    }
    bar.finish()
    for finding in report.findings where finding.kind != .truncated {
      StandardError.write("\(finding.kind.rawValue): \(finding.reason)")
    }
    if let summary = report.summary { StandardError.write("note: \(summary)") }
    if json {
      try JSONOutput.print(report)
    } else {
      print("\(out): \(report.encoded) of \(report.inputs) inputs, width \(report.hiddenSize)")
    }
  }

  private func inputs() throws -> FeatureInputs {
    if let texts { return .texts(try TextLines(contentsOf: URL(fileURLWithPath: texts))) }
    let files = (audio + video).map(URL.init(fileURLWithPath:))
    return video.isEmpty ? .audio(files) : .video(files)
  }
}
