import ArgumentParser
import AttuneFusion

extension CalibrationMethod: ExpressibleByArgument {}
extension StrategyMetric: ExpressibleByArgument {}

/// One strategy of fusion, or all of them.
enum StrategyChoice: ExpressibleByArgument {
  case all
  case one(LateFusion)

  init?(argument: String) {
    if argument == "all" {
      self = .all
    } else if let strategy = LateFusion(rawValue: argument) {
      self = .one(strategy)
    } else {
      return nil
    }
  }

  static var allValueStrings: [String] { ["all"] + LateFusion.allCases.map(\.rawValue) }

  var defaultValueDescription: String {
    switch self {
    case .all: "all"
    case .one(let strategy): strategy.rawValue
    }
  }

  /// The strategies that are meant.
  var strategies: [LateFusion] {
    switch self {
    case .all: LateFusion.allCases
    case .one(let strategy): [strategy]
    }
  }
}
