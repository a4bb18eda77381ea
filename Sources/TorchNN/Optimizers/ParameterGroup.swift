/// Parameters that are trained with the same learning rate and weight decay.
public struct ParameterGroup {
  /// The parameters; their paths name the optimizer's state in a checkpoint.
  public let parameters: [NamedTensor]
  /// The learning rate before the schedule's factor.
  public let learningRate: Double
  /// How much of itself a parameter loses in a step, times the learning rate.
  public let weightDecay: Double

  /// Makes a group.
  public init(_ parameters: [NamedTensor], learningRate: Double, weightDecay: Double = 0.01) {
    self.parameters = parameters
    self.learningRate = learningRate
    self.weightDecay = weightDecay
  }
}
