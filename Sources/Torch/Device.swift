import CTorchShim

/// Where a tensor lives and is computed.
public enum Device: Hashable, Sendable, CustomStringConvertible {
  /// The processor.
  case cpu
  /// A CUDA device by its number, from 0.
  case cuda(Int)

  /// Reads `cpu`, `cuda` or `cuda:1`; `nil` for anything else.
  public init?(_ name: String) {
    switch name {
    case "cpu": self = .cpu
    case "cuda": self = .cuda(0)
    default:
      guard name.hasPrefix("cuda:"), let index = Int(name.dropFirst(5)), (0..<128).contains(index)
      else { return nil }
      self = .cuda(index)
    }
  }

  /// `cpu` or `cuda:0`.
  public var description: String {
    switch self {
    case .cpu: "cpu"
    case .cuda(let index): "cuda:\(index)"
    }
  }

  package var cValue: CTorchDevice {
    switch self {
    case .cpu: CTorchDevice(index: -1)
    case .cuda(let index): CTorchDevice(index: Int32(truncatingIfNeeded: index))
    }
  }

  init(_ value: CTorchDevice) {
    self = value.index < 0 ? .cpu : .cuda(Int(value.index))
  }
}
