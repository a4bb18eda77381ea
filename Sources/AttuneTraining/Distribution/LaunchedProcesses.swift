import Torch
import TorchDistributed
import TorchNN

/// Processes that `attune launch`, `torchrun` or a cluster's scheduler started to train together.
///
/// Every call throws `TorchError` with `.connectionLost` where one of them is gone or silent.
public final class LaunchedProcesses: TrainingGroup {
  private let processes: ProcessGroup
  private var reducer: GradientReducer?
  /// This process, `0..<count`.
  public var rank: Int { processes.rank }
  /// How many there are.
  public var count: Int { processes.count }
  /// The CUDA device of this process's place on its machine, or `nil` where there is none.
  public let device: Device?

  /// Meets the other processes.
  ///
  /// - Parameter timeout: how long a call waits for a process that hangs; one that dies is noticed at
  ///   once.
  /// - Throws: `TorchError`.
  public init(_ launch: LaunchEnvironment, timeout: Duration) throws {
    device = launch.localRank < Torch.numCUDADevices ? .cuda(launch.localRank) : nil
    processes = try ProcessGroup(launch, device: device ?? .cpu, timeout: timeout)
  }

  /// Begins to follow the gradients of parameters.
  public func follow(_ parameters: [NamedTensor]) throws {
    // Two reducers would both act on the parameters that they share.
    reducer = nil
    reducer = try GradientReducer(processes, parameters: parameters.map(\.tensor))
  }

  /// Replaces the gradient of each parameter that it follows by its sum over all processes.
  public func sumGradients(of parameters: [NamedTensor]) throws { try reducer?.sum() }

  /// The sums of numbers over all processes, place by place.
  public func sum(_ numbers: [Double]) throws -> [Double] { try processes.sum(numbers) }

  /// The greatest of all processes' numbers, place by place.
  public func maximum(_ numbers: [Double]) throws -> [Double] { try processes.maximum(numbers) }

  /// Overwrites tensors by those of process 0.
  public func broadcast(_ tensors: [NamedTensor]) throws {
    try processes.broadcast(tensors.map(\.tensor))
  }

  /// All processes' bytes, by rank.
  public func gather(_ bytes: [UInt8]) throws -> [[UInt8]] { try processes.gather(bytes) }
}
