/// Parameters that are trained with the same learning rate and weight decay.
public struct ParameterGroup {
  /// What the group is called in logs; several may have the same name.
  public let name: String
  /// The parameters; their paths name the optimizer's state in a checkpoint.
  public let parameters: [NamedTensor]
  /// The learning rate before the schedule's factor.
  public let learningRate: Double
  /// How much of itself a parameter loses in a step, times the learning rate.
  public let weightDecay: Double

  /// Makes a group.
  public init(
    _ parameters: [NamedTensor], name: String = "", learningRate: Double,
    weightDecay: Double = 0.01
  ) {
    self.name = name
    self.parameters = parameters
    self.learningRate = learningRate
    self.weightDecay = weightDecay
  }
}
