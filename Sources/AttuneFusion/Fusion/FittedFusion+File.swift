import AttuneCore
import AttuneEvaluation
import Foundation

/// The file `fusion.json`.
///
/// Keys: `strategy`, `models`, `classes`, `calibrations` (one a model, `null` where there is none),
/// `rejects_below`, `fitted_on` (`null` where nothing is fitted), and beside them what the rule has
/// learned, as `weights`.
extension FittedFusion: Codable {
  private enum CodingKeys: String, CodingKey {
    case strategy, models, classes, calibrations
    case rejectsBelow = "rejects_below"
    case fittedOn = "fitted_on"
  }

  /// Reads a fusion and checks that its parts fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let strategy = try container.decode(LateFusion.self, forKey: .strategy)
    try self.init(
      strategy: strategy, rule: strategy.rule.init(from: decoder),
      calibrations: container.decodeIfPresent([FittedCalibration].self, forKey: .calibrations),
      models: container.decode([String].self, forKey: .models),
      classes: container.decode([String].self, forKey: .classes),
      fittedOn: container.decodeIfPresent(FusionProvenance.self, forKey: .fittedOn),
      rejectsBelow: container.decodeIfPresent(Double.self, forKey: .rejectsBelow))
  }

  /// Writes what the strategy has learned beside the fusion's own keys.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(strategy, forKey: .strategy)
    try container.encode(models, forKey: .models)
    try container.encode(classes, forKey: .classes)
    let isCalibrated = calibrations.contains { $0 != .none }
    try container.encode(isCalibrated ? calibrations : nil, forKey: .calibrations)
    try container.encode(rejectsBelow, forKey: .rejectsBelow)
    try container.encode(fittedOn, forKey: .fittedOn)
    try rule.encode(to: encoder)
  }

  /// Reads `fusion.json`.
  ///
  /// - Throws: ``FusionError/invalidFile(path:reason:)`` naming the key and what is wrong.
  public init(contentsOf url: URL) throws(FusionError) {
    do {
      self = try JSONDecoder().decode(FittedFusion.self, from: Data(contentsOf: url))
    } catch let error as FusionError {
      throw .invalidFile(path: url.path, reason: error.description)
    } catch let error as DecodingError {
      throw .invalidFile(path: url.path, reason: Self.reason(error))
    } catch {
      let exists = FileManager.default.fileExists(atPath: url.path)
      throw .invalidFile(path: url.path, reason: exists ? "cannot be read" : "no such file")
    }
  }

  /// Writes `fusion.json`: the old file stays, or the new one is complete.
  ///
  /// - Throws: ``FusionError/invalidFile(path:reason:)`` if it cannot be written.
  public func write(to url: URL) throws(FusionError) {
    do {
      try AtomicFile.write(json: self, to: url)
    } catch {
      throw .invalidFile(path: url.path, reason: error.reason)
    }
  }

  private static func reason(_ error: DecodingError) -> String {
    func path(_ context: DecodingError.Context, _ last: (any CodingKey)? = nil) -> String {
      let keys = context.codingPath + (last.map { [$0] } ?? [])
      return keys.map(\.stringValue).joined(separator: ".")
    }
    switch error {
    case .keyNotFound(let key, let context): return "\(path(context, key)): the key is missing"
    case .valueNotFound(let type, let context): return "\(path(context)): expected \(type)"
    case .typeMismatch(let type, let context): return "\(path(context)): expected \(type)"
    case .dataCorrupted(let context) where context.codingPath.isEmpty: return "no JSON"
    case .dataCorrupted(let context): return "\(path(context)): \(context.debugDescription)"
    @unknown default: return "cannot be decoded"
    }
  }
}
