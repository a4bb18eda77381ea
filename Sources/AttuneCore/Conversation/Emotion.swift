/// One of the seven classes, in the order in which every model numbers them.
public enum Emotion: String, CaseIterable, Codable, Sendable, Hashable {
  case happy, surprised, angry, fear, sad, disgusted, contempt

  /// Position among the classes, 0…6.
  public var index: Int {
    switch self {
    case .happy: 0
    case .surprised: 1
    case .angry: 2
    case .fear: 3
    case .sad: 4
    case .disgusted: 5
    case .contempt: 6
    }
  }

  /// The class names in their order.
  public static let classNames = allCases.map(\.rawValue)
}
