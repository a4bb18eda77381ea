import Foundation

/// Where fetched models go.
public enum FetchDestination: Sendable, Hashable {
  /// The cache of the hub's own tools.
  case cache
  /// Plain folders below one, each named after its model without the publisher.
  case folders(below: URL)

  /// Fails where two models would share a folder.
  ///
  /// - Throws: ``HubError/sameFolder(_:names:)``.
  public func check(_ models: [ModelName]) throws(HubError) {
    guard case .folders(let parent) = self else { return }
    var owners: [String: ModelName] = [:]
    for model in models {
      if let owner = owners.updateValue(model, forKey: model.lastPart), owner != model {
        throw .sameFolder(
          parent.appendingPathComponent(model.lastPart).path,
          names: [owner.repository, model.repository])
      }
    }
  }
}
