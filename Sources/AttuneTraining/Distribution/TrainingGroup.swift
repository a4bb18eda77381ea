import Torch
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
  /// The device that is this process's own, for a configuration that says `cuda` without a number.
  var device: Device? { get }

  /// Begins to follow the gradients of parameters, before any of them has one.
  ///
  /// - Parameter parameters: all that are trained, in the order of the model.
  func follow(_ parameters: [NamedTensor]) throws

  /// Replaces each parameter's gradient by its sum over all processes.
  ///
  /// - Parameter parameters: all that are followed; one without a gradient here counts as zero, and
  ///   stays without one only where no process has one.
  func sumGradients(of parameters: [NamedTensor]) throws

  /// The sums of numbers over all processes, place by place.
  func sum(_ numbers: [Double]) throws -> [Double]

  /// The greatest of all processes' numbers, place by place.
  func maximum(_ numbers: [Double]) throws -> [Double]

  /// Overwrites tensors by those of the process that writes the run folder.
  func broadcast(_ tensors: [NamedTensor]) throws

  /// All processes' bytes, by rank; each may have another number of them.
  func gather(_ bytes: [UInt8]) throws -> [[UInt8]]
}

extension TrainingGroup {
  /// Whether this process writes the run folder, and speaks for all.
  public var isFirst: Bool { rank == 0 }

  /// This process's part of some items in order: a stretch of them, so that all stretches by rank
  /// are the items again.
  func share(of count: Int) -> Range<Int> {
    count * rank / self.count..<count * (rank + 1) / self.count
  }
}
