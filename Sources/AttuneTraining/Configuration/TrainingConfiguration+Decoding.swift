import TorchNN

extension TrainingConfiguration {
  /// Decodes a recipe; what older runs lack has the value that it then had.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    epochs = try values.decode(Int.self, forKey: .epochs)
    batchSize = try values.decode(Int.self, forKey: .batchSize)
    gradientAccumulationSteps = try values.decode(Int.self, forKey: .gradientAccumulationSteps)
    learningRate = try values.decode(Double.self, forKey: .learningRate)
    textLearningRate = try values.decode(Double.self, forKey: .textLearningRate)
    layerLearningRate = try values.decodeIfPresent(Double.self, forKey: .layerLearningRate)
    weightDecay = try values.decode(Double.self, forKey: .weightDecay)
    schedule = try values.decode(LearningRateSchedule.Shape.self, forKey: .schedule)
    warmupSteps = try values.decode(Int.self, forKey: .warmupSteps)
    gradientClip = try values.decode(Double.self, forKey: .gradientClip)
    loss = try values.decode(LossKind.self, forKey: .loss)
    focalGamma = try values.decode(Double.self, forKey: .focalGamma)
    labelSmoothing = try values.decode(Double.self, forKey: .labelSmoothing)
    classWeights = try values.decode(ClassWeighting.self, forKey: .classWeights)
    sampling = try values.decode(Sampling.self, forKey: .sampling)
    metric = try values.decode(SelectionMetric.self, forKey: .metric)
    patience = try values.decode(Int.self, forKey: .patience)
    checkpointEverySteps = try values.decode(Int.self, forKey: .checkpointEverySteps)
    device = try values.decode(String.self, forKey: .device)
    dataWorkers = try values.decodeIfPresent(Int.self, forKey: .dataWorkers) ?? 1
  }
}
