import AttuneCore
import AttuneCorpus
import AttuneEvaluation
import Foundation

/// The folder of a run or a fusion as a report reads it: prediction tables, and what there is of
/// the rest.
struct RunRecord: Sendable {
  /// The folder.
  let folder: URL
  /// Prediction tables by split.
  let tables: [Split: PredictionTable]
  /// The text of `run.yaml`, or `nil` where there is none.
  let configuration: String?
  /// What it was made with.
  let environment: EnvironmentRecord?
  /// The epochs of the training; empty for a fusion.
  let epochs: [EpochPoint]
  /// What went in, by split.
  let inputs: [String: InputCounts]
  /// What of its corpus tells the label, and what the splits share; `nil` where nobody looked.
  let audit: LeakReport?
  /// What each input is worth to it, where somebody looked (`attune ablate`).
  let sensitivity: SensitivityReport?
  /// What it scores as its inputs get worse, where somebody looked (`attune evaluate --stress`).
  let robustness: SensitivityReport?
  /// What it fuses, or `nil` for a model.
  let fusion: FusionRecord?

  /// Name of the folder.
  var name: String { folder.lastPathComponent }

  /// Reads a folder.
  ///
  /// - Throws: ``ReportError/notARun(_:)`` without a prediction table; `PredictionTableError` for
  ///   one that cannot be read.
  init(_ folder: URL) throws {
    self.folder = folder.standardizedFileURL
    var tables: [Split: PredictionTable] = [:]
    for split in Split.allCases {
      let url = folder.appendingPathComponent("predictions/\(split.rawValue).jsonl")
      guard FileManager.default.fileExists(atPath: url.path) else { continue }
      let table = try PredictionTable(contentsOf: url)
      if !table.rows.isEmpty { tables[split] = table }
    }
    guard !tables.isEmpty else { throw ReportError.notARun(folder.path) }
    self.tables = tables
    func contents(_ name: String) -> Data? {
      try? Data(contentsOf: folder.appendingPathComponent(name))
    }
    func decoded<Value: Decodable>(_ type: Value.Type, _ name: String) -> Value? {
      contents(name).flatMap { try? JSONDecoder().decode(type, from: $0) }
    }
    configuration = contents("run.yaml").map { String(decoding: $0, as: UTF8.self) }
    environment = decoded(EnvironmentRecord.self, "environment.json")
    inputs = decoded([String: InputCounts].self, "inputs.json") ?? [:]
    audit = decoded(LeakReport.self, "audit.json")
    epochs = contents("metrics.jsonl").map(Self.epochs) ?? []
    sensitivity = decoded(SensitivityReport.self, "sensitivity/sensitivity.json")
    robustness = decoded(SensitivityReport.self, "robustness/sensitivity.json")
    fusion = FusionRecord(of: folder)
  }

  /// The epochs among the lines of `metrics.jsonl`; a resumed run's last word on each counts.
  private static func epochs(_ lines: Data) -> [EpochPoint] {
    var points: [Int: EpochPoint] = [:]
    for line in lines.split(separator: UInt8(ascii: "\n")) {
      guard let line = try? JSONDecoder().decode(EpochLine.self, from: line), line.event == "epoch"
      else { continue }
      points[line.epoch] = EpochPoint(
        epoch: line.epoch, trainLoss: line.trainLoss, validationLoss: line.validationLoss,
        accuracy: line.validationAccuracy, macroF1: line.validationMacroF1)
    }
    return points.values.sorted { $0.epoch < $1.epoch }
  }
}

/// A line of `metrics.jsonl` that closes an epoch.
private struct EpochLine: Decodable {
  let event: String
  let epoch: Int
  let trainLoss: Double?
  let validationLoss: Double?
  let validationAccuracy: Double?
  let validationMacroF1: Double?

  enum CodingKeys: String, CodingKey {
    case event, epoch
    case trainLoss = "train_loss"
    case validationLoss = "validation_loss"
    case validationAccuracy = "validation_accuracy"
    case validationMacroF1 = "validation_macro_f1"
  }
}
