import AttuneCore

/// Changes clips as a ``VideoAugmentation`` says.
public struct VideoAugmenter: Sendable {
  /// The settings.
  public let settings: VideoAugmentation

  /// Checks the settings.
  ///
  /// - Throws: `AugmentationError`.
  public init(_ settings: VideoAugmentation) throws(AugmentationError) {
    try settings.validate()
    self.settings = settings
  }

  /// Draws operations and applies them; number and size of the frames stay.
  public func callAsFunction(
    _ clip: VideoClip, stream: AugmentationStream
  ) -> Augmented<VideoClip> {
    var result = Augmented(clip)
    guard settings.isOn, clip.numFrames > 0, !clip.pixels.isEmpty else { return result }
    var (changed, log) = (clip, [String]())
    func run(
      _ name: String, _ probability: Double,
      _ body: (inout VideoClip, inout SeededGenerator, inout [String]) -> Void
    ) {
      guard probability > 0 else { return }
      var generator = stream.generator("video.\(name)")
      guard generator.happens(probability) else { return }
      body(&changed, &generator, &log)
    }
    run("time_shift", settings.timeShift.probability) {
      $0 = FrameOperations.reordered(
        $0, settings.timeShift.order($0.numFrames, using: &$1, log: &$2))
    }
    run("frame_dropout", settings.frameDropout.probability) {
      $0 = FrameOperations.reordered(
        $0, settings.frameDropout.order($0.numFrames, using: &$1, log: &$2))
    }
    run("crop", settings.crop.probability) { settings.crop.apply(to: &$0, using: &$1, log: &$2) }
    run("flip", settings.flip.probability) { clip, _, log in
      settings.flip.apply(to: &clip, log: &log)
    }
    run("colour", settings.colour.probability) {
      settings.colour.apply(to: &$0, using: &$1, log: &$2)
    }
    run("blur", settings.blur.probability) { settings.blur.apply(to: &$0, using: &$1, log: &$2) }
    run("erase", settings.erase.probability) {
      settings.erase.apply(to: &$0, using: &$1, log: &$2)
    }
    guard !log.isEmpty else { return result }
    result.value = changed
    result.operations = log
    return result
  }
}
