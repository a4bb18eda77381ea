import AttuneModels

extension RunConfiguration {
  /// Keys, or whole sections, that change nothing in a run of this configuration, and why.
  var idleKeys: [(path: String, reason: String)] {
    let candidates: [(isIdle: Bool, keys: [String], reason: String)] = [
      (training.averaging != .ema, ["training.ema_decay"], "training.averaging is not ema"),
      (
        training.averaging != .swa, ["training.swa_epochs", "training.swa_learning_rate_factor"],
        "training.averaging is not swa"
      ),
      (
        model.pretrainedPaths.isEmpty, ["training.pretrained_share"],
        "no encoder that is trained is pretrained"
      ),
      (training.loss != .focal, ["training.focal_gamma"], "training.loss is not focal"),
      (
        training.classWeights != .effectiveNumber, ["training.effective_number_beta"],
        "training.class_weights is not effective_number"
      ),
      (model.words == nil, ["training.word_loss"], "model.words is not given"),
      (
        training.warmupRatio != nil, ["training.warmup_steps"],
        "training.warmup_ratio stands in its place"
      ),
      (
        model.audio?.layers != .weighted, ["training.layer_learning_rate"],
        "no audio encoder's layers are mixed"
      ),
      (
        model.audio == nil,
        [
          "training.audio_learning_rate", "training.audio_layer_decay", "media.audio",
          "augmentation.audio", "augmentation.spec_augment",
        ], "the model hears nothing"
      ),
      (
        model.video == nil,
        [
          "training.video_learning_rate", "training.video_layer_decay", "media.resize",
          "media.shortest_edge", "media.pixels", "augmentation.video",
        ], "the model sees nothing"
      ),
      (
        model.text.pretrained != nil, ["model.text.encoder"],
        "model.text.pretrained brings its own sizes"
      ),
      (
        model.audio?.pretrained != nil, ["model.audio.encoder"],
        "model.audio.pretrained brings its own sizes"
      ),
    ]
    return candidates.flatMap { isIdle, keys, reason in
      isIdle ? keys.map { ($0, reason) } : []
    }
  }
}
