/// What came of a checkpoint; the file `import.json` of the run.
public struct ReferenceImportReport: Codable, Sendable, Equatable {
  /// The checkpoint's file name.
  public let checkpoint: String
  /// Its SHA-256.
  public let sha256: String
  /// `audio` or `video`.
  public let model: String
  /// Names of the classes in the order of the logits.
  public let classes: [String]
  /// The epoch after which it was saved.
  public let epoch: Int?
  /// The accuracy that it says it had on its validation split.
  public let validationAccuracy: Double?
  /// How many numbers the model holds.
  public let parameters: Int
  /// What the run computes in another way than the reference system.
  public let differences: [String]

  enum CodingKeys: String, CodingKey {
    case checkpoint, sha256, model, classes, epoch
    case validationAccuracy = "validation_accuracy"
    case parameters, differences
  }
}
