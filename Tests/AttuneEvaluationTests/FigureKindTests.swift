import AttuneCore
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneEvaluation

private let hasGnuplot = (try? Gnuplot()) != nil

/// Every kind of figure, with few, with many and with awkward values.
@Suite(.enabled(if: hasGnuplot, "gnuplot is absent")) struct FigureKindTests {
  private static let names = ["one", "a name that is longer than anything has room for <&>"]

  private static func value(_ index: Int) -> FigureValue {
    let value = Double(index % 10) / 10
    return FigureValue(
      value, index % 3 == 0 ? nil : Interval(lower: value - 0.1, upper: value + 0.2))
  }

  /// Figures over `count` classes, models, bins and levels.
  private static func figures(_ count: Int) -> [Figure] {
    let names = (0..<count).map { "\(Self.names[$0 % 2]) \($0)" }
    let line = (0...count).map { FigurePoint(x: Double($0) / Double(count), y: 0.3) }
    let curves = names.enumerated().map { index, name in
      ClassCurvesFigure.Curve(
        CurveSeries(name: name, points: index == 1 ? [] : line),
        score: index == 2 ? nil : 0.5, chance: 0.1)
    }
    return [
      BarGroupsFigure(
        name: "bars", title: "bars", series: ["precision", "recall", "F1"],
        groups: names.enumerated().map { index, name in
          .init(name: name, note: "n = 1", values: (0..<3).map { value(index + $0) })
        }
      ).figure,
      ReliabilityFigure(
        (0..<count).map { .init(confidence: 0.5, accuracy: value($0), count: $0 + 1) },
        title: "reliability", note: "ECE 0.1"
      ).figure,
      ClassCurvesFigure(.receiverOperating, curves, title: "roc").figure,
      ClassCurvesFigure(.precisionRecall, curves, title: "precision and recall").figure,
      RiskCoverageFigure(
        names.map { CurveSeries(name: $0, points: line) }, title: "risk"
      ).figure,
      ComparisonFigure(
        names.enumerated().map { index, name in
          .init(name: name, kind: index == 0 ? .model : .fusion, score: value(index))
        }, scoreName: "macro F1", title: "comparison"
      ).figure,
      AblationFigure(
        names.enumerated().map { index, name in
          .init(name: name, change: value(index), leaks: index % 2 == 1)
        }, scoreName: "macro F1", title: "ablation"
      ).figure,
      RobustnessFigure(
        series: names,
        panels: names.map { name in
          .init(
            name: name, levels: names,
            scores: names.indices.map { series in
              names.indices.map { $0 == series ? nil : value($0) }
            })
        }, scoreName: "accuracy", title: "robustness"
      ).figure,
    ]
  }

  @Test(arguments: [1, 3, 9]) func everyKindIsDrawnAndSaysWhatItShows(count: Int) throws {
    let gnuplot = try Gnuplot()
    for figure in Self.figures(count) {
      let svg = String(decoding: try gnuplot.svg(of: figure), as: UTF8.self)
      #expect(svg.contains("<title>"), "\(figure.name)")
      #expect(!svg.contains("<title>Gnuplot"), "\(figure.name)")
      #expect(svg.hasSuffix("</svg>\n\n") || svg.contains("</svg>"), "\(figure.name)")
      #expect(figure.alternative.contains(":"), "\(figure.name)")
      #expect(try gnuplot.png(of: figure).starts(with: [0x89, 0x50, 0x4e, 0x47]))
    }
  }

  @Test func equalValuesGiveEqualBytes() throws {
    let gnuplot = try Gnuplot()
    for figure in Self.figures(2) {
      #expect(try gnuplot.svg(of: figure) == gnuplot.svg(of: figure), "\(figure.name)")
    }
  }

  @Test func aFigureWithoutDataIsAnErrorThatNamesIt() throws {
    let gnuplot = try Gnuplot()
    let figures = [
      BarGroupsFigure(name: "bars", title: "", series: ["a"], groups: []).figure,
      ReliabilityFigure([.init(confidence: 0, accuracy: FigureValue(0), count: 0)], title: "")
        .figure,
      ClassCurvesFigure(.receiverOperating, [], title: "").figure,
      RiskCoverageFigure([CurveSeries(name: "a", points: [])], title: "").figure,
      ComparisonFigure([], scoreName: "", title: "").figure,
      AblationFigure([], scoreName: "", title: "").figure,
      RobustnessFigure(series: ["a"], panels: [], scoreName: "", title: "").figure,
    ]
    for figure in figures {
      #expect(throws: GnuplotError.nothingToDraw(figure: figure.name)) {
        try gnuplot.svg(of: figure)
      }
    }
  }

  @Test func namesInTheDescriptionAreText() throws {
    let figure = ComparisonFigure(
      [.init(name: "<script>&", kind: .model, score: FigureValue(0.5))], scoreName: "accuracy",
      title: "models"
    ).figure
    let svg = String(decoding: try Gnuplot().svg(of: figure), as: UTF8.self)
    #expect(!svg.contains("<script>"))
    #expect(svg.contains("&lt;script>&amp;"))
  }

  @Test func everyKindOfScoreHasItsOwnShapeAndColour() throws {
    let kinds = ComparisonFigure.Kind.allCases
    let figure = ComparisonFigure(
      kinds.map { .init(name: "row of \($0)", kind: $0, score: FigureValue(0.5)) },
      scoreName: "accuracy", title: "models"
    ).figure
    let samples = figure.commands.filter { $0.hasPrefix("set label '' at screen") }
    #expect(samples.count == kinds.count)
    for part in [/pt \d+/, /rgb '#\w+'/] {
      #expect(Set(samples.compactMap { $0.firstMatch(of: part)?.output }).count == kinds.count)
    }
  }

  @Test func valuesThatAreNoNumbersLeaveGaps() throws {
    let figure = ComparisonFigure(
      [
        .init(name: "a", kind: .model, score: FigureValue(.nan)),
        .init(name: "b", kind: .fusion, score: FigureValue(0.5, Interval(lower: 0.4, upper: 0.6))),
      ], scoreName: "accuracy", title: "models"
    ).figure
    #expect(try !Gnuplot().svg(of: figure).isEmpty)
  }
}

@Suite struct FigureValueTests {
  @Test func aValueIsWrittenWithItsSignAndItsInterval() {
    #expect(FigureValue(0.5).text() == "0.50")
    #expect(
      FigureValue(-0.123, Interval(lower: -0.2, upper: 0.004)).text(sign: true)
        == "−0.12 [−0.20, 0.00]")
    #expect(
      FigureValue(0.123, Interval(lower: -0.001, upper: 0.2)).text(sign: true)
        == "+0.12 [0.00, +0.20]")
  }

  @Test func aCurveOfManyPointsKeepsItsEndsAndItsJumps() {
    let points =
      (0...100_000).map { FigurePoint(x: Double($0) / 100_000, y: $0 < 50_000 ? 0 : 1) }
    let thinned = points.thinned
    #expect(thinned.count < 300)
    #expect(thinned.first == points.first)
    #expect(thinned.last == points.last)
    #expect(zip(thinned, thinned.dropFirst()).allSatisfy { $1.x - $0.x < 0.006 })
  }
}
