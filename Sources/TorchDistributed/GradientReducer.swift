import CTorchShim
import Torch

/// Sums gradients over the processes of a group; libtorch's own reducer of data-parallel training.
///
/// Gradients are sent in pieces, each as soon as it is computed, while those before it are still being
/// computed. Sums are not divided: weigh each process's loss by what the whole step holds.
///
/// A parameter that one process has not used counts as zero there. One that no process has used keeps
/// having no gradient, so an optimizer passes it over, as in a process alone.
///
/// Source: Li et al. 2020, "PyTorch Distributed", arXiv:2006.15704.
public final class GradientReducer {
  private let group: ProcessGroup
  private let parameters: [Tensor]
  private let handle: OpaquePointer

  /// Watches over parameters; every process must pass the same ones in the same order.
  ///
  /// - Parameters:
  ///   - parameters: leaves that record gradients, in the order in which the model uses them.
  ///   - pieceBytes: gradients that are sent at once.
  /// - Throws: ``TorchError`` with `.invalidArgument` if the processes' parameters differ.
  public init(
    _ group: ProcessGroup, parameters: [Tensor], pieceBytes: Int = 25 << 20
  ) throws(TorchError) {
    self.group = group
    self.parameters = parameters
    var result: OpaquePointer?
    let status = ctorch_reducer_new(
      group.handle, parameters.map(\.handle), parameters.count, max(1, pieceBytes), &result)
    try group.check(status, "GradientReducer")
    handle = try TorchError.unwrap(result, "GradientReducer")
  }

  deinit {
    // Before the group, which the reducer speaks through.
    ctorch_reducer_free(handle)
  }

  /// Computes the gradients of a loss, adds those that have gathered since the last sum, and replaces
  /// them by their sum over the processes.
  ///
  /// With gradient accumulation only the last batch of a step goes through this; `Tensor.backward()`
  /// gathers those before it without a word to other processes.
  ///
  /// - Parameter loss: one number.
  public func backward(_ loss: Tensor) throws(TorchError) {
    try group.check(ctorch_reducer_backward(handle, loss.handle), "sum of gradients")
  }

  /// Sums what has gathered; also for a process that has no batch in this step.
  public func sum() throws(TorchError) {
    try group.check(ctorch_reducer_backward(handle, nil), "sum of gradients")
  }
}
