import AttuneCore
import AttuneEncoders
import AttuneModels

extension RunConfiguration {
  /// Throws ``ConfigurationError`` for an augmentation that cannot work, or would do nothing.
  func validateAugmentation(source: String) throws {
    func invalid(_ key: String, _ reason: String) -> ConfigurationError {
      .invalidValue(source: source, path: "augmentation.\(key)", reason: reason)
    }
    do throws(AugmentationError) {
      try augmentation.validate()
    } catch {
      throw invalid(error.key, error.reason)
    }
    if augmentation.specAugment?.isOn == true, model.audio?.isFrozen == true {
      throw invalid(
        "spec_augment",
        "has no effect on a frozen encoder; set model.audio.is_frozen to false, or leave it out")
    }
  }

  /// Hides in the audio encoder what the augmentation says, whatever the encoder's folder does.
  mutating func prepareMasking() {
    guard let specAugment = augmentation.specAugment, model.audio != nil else { return }
    var masking = model.audio?.encoder.masking ?? .off
    specAugment.apply(to: &masking)
    model.audio?.encoder.masking = masking
  }
}
