import Torch

extension AdamW {
  /// What must be kept to go on later exactly as if training had not stopped.
  ///
  /// For each parameter that has made a step: `<path>.exp_avg`, `<path>.exp_avg_sq`, and
  /// `<path>.step`, int64 without dimensions.
  public func state() throws(TorchError) -> [NamedTensor] {
    var tensors: [NamedTensor] = []
    for parameter in parameters {
      guard let state = states[parameter.path] else { continue }
      tensors += [
        NamedTensor(path: parameter.path + Self.mean, tensor: state.mean),
        NamedTensor(path: parameter.path + Self.squareMean, tensor: state.squareMean),
        NamedTensor(
          path: parameter.path + Self.step,
          tensor: try Tensor([Int64(state.step)], shape: [])),
      ]
    }
    return tensors
  }

  /// Takes up the state that ``state()`` gave; parameters it does not name start anew.
  ///
  /// - Parameter checkpoint: Exactly the tensors of ``state()``.
  /// - Throws: ``ParameterError`` if a tensor is missing, has another shape or type, or belongs to no
  ///   parameter of this optimizer. The optimizer is then as it was.
  public func restore(from checkpoint: any TensorReading) throws {
    let names = Set(checkpoint.tensorNames)
    var restored: [String: State] = [:]
    var steps: [String: Tensor] = [:]
    var targets: [NamedTensor] = []
    for parameter in parameters {
      let keys = [Self.mean, Self.squareMean, Self.step].map { parameter.path + $0 }
      guard !names.isDisjoint(with: keys) else { continue }
      let state = try newState(for: parameter.tensor)
      let step = try Tensor.zeros([], dtype: .int64)
      restored[parameter.path] = state
      steps[parameter.path] = step
      targets += zip(keys, [state.mean, state.squareMean, step]).map(NamedTensor.init)
    }
    try checkpoint.fill(targets)
    for (path, step) in steps { restored[path]?.step = Int(try step.item()) }
    states = restored
  }

  private static let mean = ".exp_avg"
  private static let squareMean = ".exp_avg_sq"
  private static let step = ".step"
}
