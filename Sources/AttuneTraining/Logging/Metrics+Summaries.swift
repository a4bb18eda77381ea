import SystemMetrics
import TensorBoard

extension StepMetrics {
  /// The step's curves.
  var summaries: [Summary] {
    let rates = learningRates.sorted { $0.key < $1.key }
    return [.scalar("train/loss", loss), .scalar("train/gradient_norm", gradientNorm)]
      + (seconds > 0 ? [.scalar("train/turns_per_second", Double(turns) / seconds)] : [])
      + (lossScale.map { [.scalar("train/loss_scale", $0)] } ?? [])
      + rates.map { .scalar("learning_rate/\($0.key)", $0.value) }
  }
}

extension EpochMetrics {
  /// The epoch's curves.
  var summaries: [Summary] {
    [
      .scalar("epoch/train_loss", trainLoss), .scalar("epoch/train_accuracy", trainAccuracy),
      .scalar("epoch/train_macro_f1", trainMacroF1), .scalar("epoch/seconds", seconds),
      .scalar("validation/loss", validationLoss),
      .scalar("validation/accuracy", validationAccuracy),
      .scalar("validation/macro_f1", validationMacroF1),
      .scalar(
        "validation/unweighted_average_recall", validationUnweightedAverageRecall),
    ]
  }
}

extension SystemSample {
  /// The sample's curves, of what the system told.
  var summaries: [Summary] {
    let machine: [(String, Double?)] = [
      ("cpu_percent", cpuPercent), ("resident_mib", residentMiB.map(Double.init)),
      ("peak_resident_mib", peakResidentMiB.map(Double.init)),
      ("system_memory_used_mib", systemMemoryUsedMiB.map(Double.init)),
      ("load_average", loadAverage), ("disk_free_mib", diskFreeMiB.map(Double.init)),
    ]
    let devices: [(String, Double?)] = gpus.enumerated().flatMap { number, gpu in
      [
        ("gpu\(number)_memory_used_mib", Double(gpu.memoryUsedMiB)),
        ("gpu\(number)_utilization_percent", gpu.utilizationPercent.map(Double.init)),
      ]
    }
    return (machine + devices).compactMap { name, value in
      value.map { .scalar("system/\(name)", $0) }
    }
  }
}
