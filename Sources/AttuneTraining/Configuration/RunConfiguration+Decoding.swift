import AttuneCore
import AttuneModels

extension RunConfiguration {
  enum CodingKeys: String, CodingKey {
    case preset, seed, inputs, media, model, augmentation, training, logging
  }

  /// Decodes a configuration; runs from before there was augmentation had none, and runs from before
  /// there was logging have its default.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    preset = try values.decode(ModelConfiguration.Preset.self, forKey: .preset)
    seed = try values.decode(Int.self, forKey: .seed)
    inputs = try values.decode(InputPolicy.self, forKey: .inputs)
    media = try values.decode(MediaConfiguration.self, forKey: .media)
    model = try values.decode(ModelConfiguration.self, forKey: .model)
    augmentation =
      try values.decodeIfPresent(AugmentationConfiguration.self, forKey: .augmentation) ?? .init()
    training = try values.decode(TrainingConfiguration.self, forKey: .training)
    logging = try values.decodeIfPresent(LoggingConfiguration.self, forKey: .logging) ?? .init()
  }
}
