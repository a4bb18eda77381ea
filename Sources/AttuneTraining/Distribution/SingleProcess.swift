import Torch
import TorchNN

/// A process that trains alone.
public struct SingleProcess: TrainingGroup {
  /// Creates the group of one.
  public init() {}

  /// 0.
  public var rank: Int { 0 }
  /// 1.
  public var count: Int { 1 }
  /// None: `cuda` is the first device.
  public var device: Device? { nil }

  /// Does nothing.
  public func follow(_ parameters: [NamedTensor]) {}

  /// Leaves the gradients as they are.
  public func sumGradients(of parameters: [NamedTensor]) {}

  /// The numbers themselves.
  public func sum(_ numbers: [Double]) -> [Double] { numbers }

  /// The numbers themselves.
  public func maximum(_ numbers: [Double]) -> [Double] { numbers }

  /// Leaves the tensors as they are.
  public func broadcast(_ tensors: [NamedTensor]) {}

  /// The bytes themselves.
  public func gather(_ bytes: [UInt8]) -> [[UInt8]] { [bytes] }
}
