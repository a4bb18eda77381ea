import AttuneModels
import Foundation

extension TrainingGroup {
  /// Throws unless all processes go on after the same step.
  ///
  /// - Throws: ``TrainingError/processesDiffer(run:steps:)``, as where each machine has a run folder
  ///   of its own.
  func requireSame(step: Int, of run: RunFolder) throws {
    let range = try maximum([-Double(step), Double(step)])
    guard range[1] == -range[0] else {
      throw TrainingError.processesDiffer(
        run: run.url.path, steps: Int(-range[0])...Int(range[1]))
    }
  }

  /// What went into the models of all processes.
  func merged(_ report: InputReport) throws -> InputReport {
    var merged = InputReport()
    for other in try gather(report) { merged.merge(other) }
    return merged
  }

  /// All processes' values, by rank.
  func gather<Value: Codable>(_ value: Value) throws -> [Value] {
    guard count > 1 else { return [value] }
    let encoder = JSONEncoder()
    // What a network that has gone astray answers is no number, and told elsewhere.
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try gather([UInt8](encoder.encode(value))).map {
      try decoder.decode(Value.self, from: Data($0))
    }
  }
}
