import AttuneCore
import AttuneEncoders
import AttuneMedia
import AttuneModels

extension RunConfiguration {
  /// Throws ``ConfigurationError`` for a value that no run can have.
  ///
  /// - Parameter knowsEncoders: whether the sizes of pretrained encoders are those of their folders,
  ///   see `ModelConfiguration.validate(knowsEncoders:)`.
  func validate(source: String, knowsEncoders: Bool = true) throws {
    guard seed >= 0 else {
      throw ConfigurationError.invalidValue(
        source: source, path: "seed", reason: "is \(seed), but must be 0 or more")
    }
    try validateModel(source: source, knowsEncoders: knowsEncoders)
    try validateMedia(source: source, knowsEncoders: knowsEncoders)
    try training.validate(source: source)
    try validateAugmentation(source: source)
    try logging.validate(source: source)
  }

  private func validateModel(source: String, knowsEncoders: Bool) throws {
    func invalid(_ key: String, _ reason: String) -> ConfigurationError {
      .invalidValue(source: source, path: "model.\(key)", reason: reason)
    }
    let unknown = model.classes.filter { !Emotion.classNames.contains($0) }
    guard unknown.isEmpty else {
      throw invalid(
        "classes",
        "names \(unknown.map { "'\($0)'" }.joined(separator: ", ")); the classes are "
          + Emotion.classNames.joined(separator: ", "))
    }
    do {
      try model.validate(knowsEncoders: knowsEncoders)
    } catch let error as ModelConfigurationError {
      throw invalid(error.key, error.reason)
    } catch let error as EncoderConfigurationError {
      let section =
        switch error.encoder {
        case "bert": "text"
        case "timesformer": "video"
        default: "audio"
        }
      throw invalid("\(section).encoder.\(error.key)", error.reason)
    }
  }

  private func validateMedia(source: String, knowsEncoders: Bool) throws {
    func check(_ key: String, _ validate: () throws(MediaError) -> Void) throws {
      do {
        try validate()
      } catch .invalidSettings(let reason) {
        throw ConfigurationError.invalidValue(
          source: source, path: "media.\(key)", reason: reason)
      }
    }
    try check("audio", media.audio.validate)
    try check("pixels", media.pixels.validate)
    // The model's sizes are checked already; a folder may bring others, and its own edge.
    if knowsEncoders || model.video?.pretrained == nil, let video = pipeline.videoSettings {
      try check("shortest_edge", video.validate)
    }
  }
}
