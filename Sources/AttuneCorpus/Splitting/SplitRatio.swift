/// What share of the conversations each computed split gets; validation has the rest.
public struct SplitRatio: Codable, Sendable, Hashable {
  /// Share of the training split, 0…1.
  public let train: Double
  /// Share of the test split, 0…1.
  public let test: Double

  /// Share of the validation split, 0…1.
  public var validation: Double { max(0, 1 - train - test) }

  /// Creates a ratio; `nil` unless both shares and their sum lie in 0…1.
  public init?(train: Double, test: Double) {
    guard train >= 0, test >= 0, train + test <= 1 else { return nil }
    self.init(checkedTrain: train, test: test)
  }

  private init(checkedTrain train: Double, test: Double) {
    (self.train, self.test) = (train, test)
  }

  /// The reference's: 60 % train, 20 % test, the rest validation.
  public static let reference = SplitRatio(checkedTrain: 0.6, test: 0.2)
}
