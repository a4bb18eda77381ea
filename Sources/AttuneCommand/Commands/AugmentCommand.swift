import ArgumentParser
import AttuneCore
import AttuneEncoders
import AttuneMedia
import AttuneModels
import AttuneText
import AttuneTraining
import Foundation

/// `attune augment`: what training would see of a sound, a clip or a text.
struct AugmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "augment",
    abstract: "Show what a configuration's augmentation makes of a sound, a clip or a text.",
    discussion: """
      A sound becomes a WAV file, a clip a PNG of its frames: the first row as it is decoded, then a \
      row for each epoch. A text is printed as its tokens, a line for each epoch. With the key of \
      the conversation, the id of the turn and the position of the utterance it draws what a \
      training run with that configuration and seed draws.
      """)

  @Option(help: "A file with sound.")
  var audio: String?

  @Option(help: "A file with pictures.")
  var video: String?

  @Option(help: "A text.")
  var text: String?

  @Option(help: "The file to write: .wav for a sound, .png for a clip.")
  var out: String?

  @Option(help: "Whose configuration it is: audio, video or text. Default: by what is shown.")
  var model: ModelConfiguration.Kind?

  @Option(help: "A YAML file with any of the keys of run.yaml.")
  var config: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "One key of the configuration, as augmentation.audio.noise.probability=1.",
      valueName: "key=value"))
  var overrides: [String] = []

  @Option(help: "Seed of the run. Default: the configuration's.")
  var seed: Int?

  @Option(help: "The first epoch to show, from 0.")
  var epoch = 0

  @Option(help: "How many epochs to show; 1 for a sound.")
  var epochs = 1

  @Option(help: "Key of the conversation.")
  var conversation = "preview"

  @Option(help: "Id of the turn.")
  var turn = "0"

  @Option(help: "Position of the utterance among those that the model sees, from 0.")
  var utterance = 0

  @Flag(help: "Print JSON lines.")
  var json = false

  func validate() throws {
    guard [audio, video, text].count(where: { $0 != nil }) == 1 else {
      throw ValidationError("give one of --audio, --video and --text")
    }
    guard text != nil || out != nil else { throw ValidationError("give --out, the file to write") }
    guard epoch >= 0, (1...64).contains(epochs), audio == nil || epochs == 1 else {
      throw ValidationError(
        "--epoch wants 0 or more, --epochs 1 to 64 and 1 for a sound, not \(epoch) and \(epochs)")
    }
  }

  func run() throws {
    let run = try RunConfiguration.resolve(
      kind: model ?? (audio != nil ? .audio : video != nil ? .video : .text),
      file: config.map(URL.init(fileURLWithPath:)),
      overrides: overrides)
    let target = URL(fileURLWithPath: out ?? "")
    if let audio {
      try show(sound: URL(fileURLWithPath: audio), run, target)
    } else if let video {
      try show(clip: URL(fileURLWithPath: video), run, target)
    } else if let text {
      try show(text: text, run)
    }
  }

  private func show(sound url: URL, _ run: RunConfiguration, _ target: URL) throws {
    try requireOn(run.augmentation.audio.isOn, "audio")
    // The file's own level: the one that encoders are trained with hurts ears.
    let settings = AudioSettings(maximumSeconds: run.media.audio.maximumSeconds)
    let clip = try AudioDecoder.decode(url, settings: settings)
    let augmented = try AudioAugmenter(run.augmentation.audio)(
      clip, decoded: settings, stream: stream(run, epoch))
    var waveform = augmented.value.waveform
    let peak = augmented.value.peak
    if peak > 1 {
      StandardError.write(
        "note: the peak is \(peak); the file has all of it divided by that, so that it can be heard"
      )
      waveform = waveform.map { $0 / peak }
    }
    try AtomicFile.write(SoundFile.wave(waveform), to: target)
    try tell(epoch, augmented.operations)
  }

  private func show(clip url: URL, _ run: RunConfiguration, _ target: URL) throws {
    try requireOn(run.augmentation.video.isOn, "video")
    guard let settings = run.pipeline.videoSettings else {
      throw ValidationError("--model wants video for a clip")
    }
    let clip = try VideoDecoder.decode(url, settings: settings)
    let augmenter = try VideoAugmenter(run.augmentation.video)
    var rows = [clip]
    for epoch in epoch..<epoch + epochs {
      let augmented = augmenter(clip, stream: stream(run, epoch))
      rows.append(augmented.value)
      try tell(epoch, augmented.operations)
    }
    try AtomicFile.write(try ContactSheet(rows).png(), to: target)
  }

  private func show(text: String, _ run: RunConfiguration) throws {
    try requireOn(run.augmentation.text.isOn, "text")
    let configuration = run.model.text
    guard let name = configuration.tokenizer ?? configuration.pretrained else {
      throw ConfigurationError.invalidValue(
        source: "configuration", path: "model.text.tokenizer", reason: "names no folder")
    }
    let tokenizer = try WordPieceTokenizer(contentsOf: try EncoderLocator().folder(of: name))
    let augmenter = try TextAugmenter(run.augmentation.text, tokenizer: tokenizer)
    let ids = tokenizer.encode(text, maximumLength: configuration.maximumUtteranceTokens).inputIDs
    for epoch in epoch..<epoch + epochs {
      let augmented = augmenter(ids, stream: stream(run, epoch))
      let tokens = augmented.value.dropFirst().dropLast().compactMap(tokenizer.token)
      try tell(epoch, augmented.operations, text: tokens.joined(separator: " "))
    }
  }

  private func stream(_ run: RunConfiguration, _ epoch: Int) -> AugmentationStream {
    AugmentationStream(
      seed: seed ?? run.seed, epoch: epoch, conversation: conversation, turn: turn,
      utterance: utterance)
  }

  private func requireOn(_ isOn: Bool, _ section: String) throws {
    guard !isOn else { return }
    throw ConfigurationError.invalidValue(
      source: config ?? "configuration", path: "augmentation.\(section)",
      reason: "has no operation with a probability above 0; there is nothing to show")
  }

  private struct Line: Encodable {
    let epoch: Int
    let operations: [String]
    let text: String?
  }

  private func tell(_ epoch: Int, _ operations: [String], text: String? = nil) throws {
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      let line = Line(epoch: epoch, operations: operations, text: text)
      print(String(decoding: try encoder.encode(line), as: UTF8.self))
    } else if let text {
      print("epoch \(epoch): \(text)")
    } else {
      let shown = operations.isEmpty ? "as it is" : operations.joined(separator: "; ")
      print("epoch \(epoch): \(shown)")
    }
  }
}
