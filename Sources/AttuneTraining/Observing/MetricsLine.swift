/// One line of `metrics.jsonl`: an optimizer step, the end of an epoch, or a sample of the machine.
public enum MetricsLine: Sendable, Equatable {
  /// An optimizer step.
  case step(StepMetrics)
  /// The end of an epoch.
  case epoch(EpochMetrics)
  /// What the process and its machine were doing.
  case system(SystemRecord)
}

extension MetricsLine: Codable {
  private enum EventKey: String, CodingKey { case event }
  private enum Event: String, Codable { case step, epoch, system }

  /// Reads a line by its `event`.
  public init(from decoder: any Decoder) throws {
    let event = try decoder.container(keyedBy: EventKey.self).decode(Event.self, forKey: .event)
    switch event {
    case .step: self = .step(try StepMetrics(from: decoder))
    case .epoch: self = .epoch(try EpochMetrics(from: decoder))
    case .system: self = .system(try SystemRecord(from: decoder))
    }
  }

  /// Writes the metrics with their `event`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: EventKey.self)
    switch self {
    case .step(let metrics):
      try container.encode(Event.step, forKey: .event)
      try metrics.encode(to: encoder)
    case .epoch(let metrics):
      try container.encode(Event.epoch, forKey: .event)
      try metrics.encode(to: encoder)
    case .system(let record):
      try container.encode(Event.system, forKey: .event)
      try record.encode(to: encoder)
    }
  }
}
