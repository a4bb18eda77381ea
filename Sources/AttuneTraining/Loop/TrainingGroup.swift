import TorchNN

/// The processes that train one model together, each on its share of every step's turns.
///
/// All of them hold the same weights: they start from the same ones, and every step applies the same
/// gradients. Each call is made by all processes in the same order.
public protocol TrainingGroup {
  /// This process, `0..<count`; 0 is the one that writes the run folder.
  var rank: Int { get }
  /// How many there are, at least 1.
  var count: Int { get }

  /// Replaces each parameter's gradient by its sum over all processes.
  ///
  /// - Parameter parameters: all trainable parameters; one without a gradient here counts as zero,
  ///   and stays without one only where no process has one.
  func sumGradients(of parameters: [NamedTensor]) throws

  /// The sums of numbers over all processes, place by place.
  func sum(_ numbers: [Double]) throws -> [Double]
}

/// A process that trains alone.
public struct SingleProcess: TrainingGroup {
  /// Creates the group of one.
  public init() {}

  /// 0.
  public var rank: Int { 0 }
  /// 1.
  public var count: Int { 1 }

  /// Leaves the gradients as they are.
  public func sumGradients(of parameters: [NamedTensor]) {}

  /// The numbers themselves.
  public func sum(_ numbers: [Double]) -> [Double] { numbers }
}
