import SystemMetrics

/// A sample of the process and its machine, after an optimizer step.
public struct SystemRecord: Codable, Sendable, Equatable {
  /// Optimizer steps taken, from 1.
  public var step: Int
  /// The epoch, from 1.
  public var epoch: Int
  /// What was measured.
  public var sample: SystemSample

  private enum CodingKeys: String, CodingKey { case step, epoch }

  init(step: Int, epoch: Int, sample: SystemSample) {
    (self.step, self.epoch, self.sample) = (step, epoch, sample)
  }

  /// Reads step, epoch and the sample's keys from one object.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    step = try values.decode(Int.self, forKey: .step)
    epoch = try values.decode(Int.self, forKey: .epoch)
    sample = try SystemSample(from: decoder)
  }

  /// Writes step, epoch and the sample's keys as one object.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(step, forKey: .step)
    try values.encode(epoch, forKey: .epoch)
    try sample.encode(to: encoder)
  }
}
