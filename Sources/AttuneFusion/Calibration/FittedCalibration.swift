/// What the calibration of one model has learned.
enum FittedCalibration: Hashable, Sendable {
  case none
  case temperature(TemperatureScaling)
  case vector(VectorScaling)
  case isotonic(IsotonicCalibration)

  /// Learns from what one model says of labelled rows; rows that it lacks are passed over.
  ///
  /// - Throws: ``FusionError/nothingToFit(numRows:)`` if the model has none of the rows.
  init(
    _ method: CalibrationMethod, of model: Int, in rows: LabelledRows
  ) throws(FusionError) {
    if method == .none {
      self = .none
      return
    }
    let own = rows.having([model])
    guard own.count > 0 else { throw .nothingToFit(numRows: rows.count) }
    let outputs = own.rows.compactMap { $0.outputs[model] }
    switch method {
    case .none: self = .none
    case .temperature:
      self = .temperature(
        TemperatureScaling(fitting: outputs.map(\.evidence), labels: own.labels))
    case .vector:
      self = .vector(VectorScaling(fitting: outputs.map(\.evidence), labels: own.labels))
    case .isotonic:
      self = .isotonic(
        IsotonicCalibration(
          fitting: outputs.map(\.probabilities), labels: own.labels, numClasses: rows.numClasses))
    }
  }

  /// The same answer, calibrated.
  func callAsFunction(_ output: ModelOutput) -> ModelOutput {
    var calibrated = output
    switch self {
    case .none: return output
    case .temperature(let scaling): calibrated.logits = scaling.logits(output.evidence)
    case .vector(let scaling): calibrated.logits = scaling.logits(output.evidence)
    case .isotonic(let steps):
      calibrated.logits = nil
      calibrated.probabilities = steps.probabilities(output.probabilities)
      return calibrated
    }
    calibrated.probabilities = calibrated.logits?.softmax ?? output.probabilities
    return calibrated
  }

  /// Why what was read is no calibration for that many classes, or `nil` where it is.
  func problem(numClasses: Int) -> String? {
    switch self {
    case .none: nil
    case .temperature(let scaling): scaling.problem
    case .vector(let scaling): scaling.problem(numClasses: numClasses)
    case .isotonic(let steps): steps.problem(numClasses: numClasses)
    }
  }

  /// What was learned, for people.
  var note: String? {
    guard case .temperature(let scaling) = self else { return nil }
    return "temperature \(FusionNote.number(scaling.temperature))"
  }
}

extension FittedCalibration: Codable {
  private enum CodingKeys: String, CodingKey {
    case method
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decode(CalibrationMethod.self, forKey: .method) {
    case .none: self = .none
    case .temperature: self = .temperature(try TemperatureScaling(from: decoder))
    case .vector: self = .vector(try VectorScaling(from: decoder))
    case .isotonic: self = .isotonic(try IsotonicCalibration(from: decoder))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(method, forKey: .method)
    switch self {
    case .none: break
    case .temperature(let scaling): try scaling.encode(to: encoder)
    case .vector(let scaling): try scaling.encode(to: encoder)
    case .isotonic(let steps): try steps.encode(to: encoder)
    }
  }

  /// How it was learned.
  var method: CalibrationMethod {
    switch self {
    case .none: .none
    case .temperature: .temperature
    case .vector: .vector
    case .isotonic: .isotonic
    }
  }
}
