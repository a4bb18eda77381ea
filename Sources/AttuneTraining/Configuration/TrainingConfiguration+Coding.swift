import TorchNN

extension TrainingConfiguration {
  enum CodingKeys: String, CodingKey {
    case epochs
    case batchSize = "batch_size"
    case gradientAccumulationSteps = "gradient_accumulation_steps"
    case processes
    case gradientClip = "gradient_clip"
    case precision
    case gradientCheckpointing = "gradient_checkpointing"
    case learningRate = "learning_rate"
    case textLearningRate = "text_learning_rate"
    case audioLearningRate = "audio_learning_rate"
    case videoLearningRate = "video_learning_rate"
    case layerLearningRate = "layer_learning_rate"
    case textLayerDecay = "text_layer_decay"
    case audioLayerDecay = "audio_layer_decay"
    case videoLayerDecay = "video_layer_decay"
    case schedule
    case warmupSteps = "warmup_steps"
    case warmupRatio = "warmup_ratio"
    case weightDecay = "weight_decay"
    case weightDecayExclusions = "weight_decay_exclusions"
    case frozen, averaging
    case emaDecay = "ema_decay"
    case swaEpochs = "swa_epochs"
    case swaLearningRateFactor = "swa_learning_rate_factor"
    case pretrainedShare = "pretrained_share"
    case loss
    case focalGamma = "focal_gamma"
    case labelSmoothing = "label_smoothing"
    case classWeights = "class_weights"
    case effectiveNumberBeta = "effective_number_beta"
    case logitAdjustment = "logit_adjustment"
    case wordLoss = "word_loss"
    case rDrop = "r_drop"
    case mixup, sampling, bucketing
    case dataWorkers = "data_workers"
    case metric, patience
    case maximumMinutes = "maximum_minutes"
    case checkpointEverySteps = "checkpoint_every_steps"
    case device
  }

  /// Decodes a recipe; what older runs lack has the value that it then had.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func value<Value: Decodable>(_ key: CodingKeys, else old: Value) throws -> Value {
      try values.decodeIfPresent(Value.self, forKey: key) ?? old
    }
    epochs = try values.decode(Int.self, forKey: .epochs)
    batchSize = try values.decode(Int.self, forKey: .batchSize)
    gradientAccumulationSteps = try values.decode(Int.self, forKey: .gradientAccumulationSteps)
    processes = try values.decodeIfPresent(Int.self, forKey: .processes)
    gradientClip = try values.decode(Double.self, forKey: .gradientClip)
    precision = try value(.precision, else: precision)
    gradientCheckpointing = try value(.gradientCheckpointing, else: gradientCheckpointing)
    learningRate = try values.decode(Double.self, forKey: .learningRate)
    textLearningRate = try values.decode(Double.self, forKey: .textLearningRate)
    audioLearningRate = try values.decodeIfPresent(Double.self, forKey: .audioLearningRate)
    videoLearningRate = try values.decodeIfPresent(Double.self, forKey: .videoLearningRate)
    layerLearningRate = try values.decodeIfPresent(Double.self, forKey: .layerLearningRate)
    textLayerDecay = try value(.textLayerDecay, else: textLayerDecay)
    audioLayerDecay = try value(.audioLayerDecay, else: audioLayerDecay)
    videoLayerDecay = try value(.videoLayerDecay, else: videoLayerDecay)
    schedule = try values.decode(LearningRateSchedule.Shape.self, forKey: .schedule)
    warmupSteps = try values.decode(Int.self, forKey: .warmupSteps)
    warmupRatio = try values.decodeIfPresent(Double.self, forKey: .warmupRatio)
    weightDecay = try values.decode(Double.self, forKey: .weightDecay)
    weightDecayExclusions = try value(.weightDecayExclusions, else: weightDecayExclusions)
    frozen = try value(.frozen, else: frozen)
    averaging = try value(.averaging, else: averaging)
    emaDecay = try value(.emaDecay, else: emaDecay)
    swaEpochs = try value(.swaEpochs, else: swaEpochs)
    swaLearningRateFactor =
      try values.decodeIfPresent(Double.self, forKey: .swaLearningRateFactor)
    pretrainedShare = try value(.pretrainedShare, else: pretrainedShare)
    loss = try values.decode(LossKind.self, forKey: .loss)
    focalGamma = try values.decode(Double.self, forKey: .focalGamma)
    labelSmoothing = try values.decode(Double.self, forKey: .labelSmoothing)
    classWeights = try values.decode(ClassWeighting.self, forKey: .classWeights)
    effectiveNumberBeta = try value(.effectiveNumberBeta, else: effectiveNumberBeta)
    logitAdjustment = try value(.logitAdjustment, else: logitAdjustment)
    wordLoss = try value(.wordLoss, else: wordLoss)
    rDrop = try value(.rDrop, else: rDrop)
    mixup = try value(.mixup, else: mixup)
    sampling = try values.decode(Sampling.self, forKey: .sampling)
    bucketing = try value(.bucketing, else: bucketing)
    dataWorkers = try value(.dataWorkers, else: dataWorkers)
    metric = try values.decode(SelectionMetric.self, forKey: .metric)
    patience = try values.decode(Int.self, forKey: .patience)
    maximumMinutes = try values.decodeIfPresent(Double.self, forKey: .maximumMinutes)
    checkpointEverySteps = try values.decode(Int.self, forKey: .checkpointEverySteps)
    device = try values.decode(String.self, forKey: .device)
  }
}
