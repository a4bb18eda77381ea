import Foundation

/// What a report tells of a fusion, from `fusion.json` and `runs.json`.
struct FusionRecord: Sendable {
  /// The whole of `fusion.json`.
  let text: String
  /// Name of the strategy, where the file says it.
  let strategy: String?
  /// The split that it was fitted on; `nil` where nothing was fitted.
  let fittedSplit: String?
  /// Whether it was fitted on rows that a model was trained on.
  let isTrainedOn: Bool
  /// The fused runs.
  let runs: [URL]

  private struct Contents: Decodable {
    struct Fit: Decodable {
      let split: String?
      let isTrainedOn: Bool?

      enum CodingKeys: String, CodingKey {
        case split
        case isTrainedOn = "is_trained_on"
      }
    }
    let strategy: String?
    let fittedOn: Fit?

    enum CodingKeys: String, CodingKey {
      case strategy
      case fittedOn = "fitted_on"
    }
  }

  /// Reads the two files; `nil` where the folder is no fusion.
  init?(of folder: URL) {
    guard let data = try? Data(contentsOf: folder.appendingPathComponent("fusion.json"))
    else { return nil }
    text = String(decoding: data, as: UTF8.self)
    let contents = try? JSONDecoder().decode(Contents.self, from: data)
    strategy = contents?.strategy
    fittedSplit = contents?.fittedOn?.split
    isTrainedOn = contents?.fittedOn?.isTrainedOn ?? false
    let list = try? Data(contentsOf: folder.appendingPathComponent("runs.json"))
    let paths = list.flatMap { try? JSONDecoder().decode([String].self, from: $0) } ?? []
    runs = paths.map { path in
      (path.hasPrefix("/") ? URL(fileURLWithPath: path) : folder.appendingPathComponent(path))
        .standardizedFileURL
    }
  }
}
