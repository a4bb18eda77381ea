import AttuneCore
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneEvaluation

private let hasGnuplot = (try? Gnuplot()) != nil

@Suite(.enabled(if: hasGnuplot, "gnuplot is absent")) struct FigureTests {
  private func expectFigures(_ files: [URL]) throws {
    for file in files {
      let data = try Data(contentsOf: file)
      let start: [UInt8] =
        file.pathExtension == "png" ? [0x89, 0x50, 0x4e, 0x47] : Array("<?xml".utf8)
      #expect(data.starts(with: start), "\(file.lastPathComponent)")
      #expect(data.count > 3000, "\(file.lastPathComponent)")
    }
  }

  @Test func anEvaluationFolderIsComplete() throws {
    try withTemporaryFolder { folder in
      let files = try EvaluationFolder(folder.appendingPathComponent("test"))
        .write(TableEvaluation(.sample, among: [], resampling: nil))
      #expect(
        files.map(\.lastPathComponent) == [
          "evaluation.json", "evaluation.txt", "confusion_matrix.png", "confusion_matrix.svg",
          "per_class.png", "per_class.svg", "reliability.png", "reliability.svg", "roc.png",
          "roc.svg", "precision_recall.png", "precision_recall.svg", "risk_coverage.png",
          "risk_coverage.svg",
        ])
      try expectFigures(Array(files.dropFirst(2)))
    }
  }

  @Test func namesOfEveryKindReachTheFigureAsText() throws {
    let classes = ["it's \"50%\"", "a_{b}^c \\ `d`", "<x> & 'y'\nz"]
    let matrix = try ConfusionMatrix(
      classes: classes, counts: [[5, 1, 0], [0, 0, 0], [2, 2, 900]])
    let evaluation = Evaluation(matrix, model: "mod'el %s", split: nil)
    try withTemporaryFolder { folder in
      let gnuplot = try Gnuplot()
      let files =
        try gnuplot.draw(ConfusionMatrixFigure(matrix, title: "mod'el %s").figure, to: folder)
        + gnuplot.drawComparison(EvaluationComparison([evaluation]), to: folder)
      try expectFigures(files)
      let svg = try String(contentsOf: files[1], encoding: .utf8)
      for text in ["50%", "a_{b}^c \\ `d`", "&lt;x> &amp;", "mod", "el %s"] {
        #expect(svg.contains(text), "\(text)")
      }
    }
  }

  @Test func aComparisonOfSeveralSplitsNamesThem() throws {
    let matrix = try ConfusionMatrix(classes: ["sad", "happy"], counts: [[5, 1], [2, 9]])
    let evaluations = [Split.validation, .test].map {
      Evaluation(matrix, model: "audio", split: $0)
    }
    func notes(_ evaluations: [Evaluation]) throws -> [Bool] {
      try withTemporaryFolder { folder in
        let files = try Gnuplot().drawComparison(EvaluationComparison(evaluations), to: folder)
        let svg = try String(contentsOf: files[1], encoding: .utf8)
        return ["validation, n = 17", "test, n = 17"].map(svg.contains)
      }
    }
    #expect(try notes(evaluations) == [true, true])
    #expect(try notes([evaluations[0]]) == [false, false])
  }

  @Test func curvesWithGapsAreDrawn() throws {
    try withTemporaryFolder { folder in
      let gnuplot = try Gnuplot()
      let points = [
        EpochPoint(epoch: 1, trainLoss: 1.9, accuracy: 0.3),
        EpochPoint(epoch: 2, trainLoss: .nan, validationLoss: .infinity, accuracy: 0.4),
      ]
      try expectFigures(gnuplot.drawTrainingCurves(points, title: "a", to: folder))
      try expectFigures(
        gnuplot.drawTrainingCurves([EpochPoint(epoch: 1)], title: "b", to: folder, name: "b"))
      #expect(throws: GnuplotError.nothingToDraw(figure: "c")) {
        try gnuplot.drawTrainingCurves([], title: "c", to: folder, name: "c")
      }
    }
  }

  @Test func aFailureGivesWhatGnuplotSaysAndLeavesNoFile() throws {
    try withTemporaryFolder { folder in
      let figure = Figure(
        name: "broken", canvas: Canvas(width: 100, height: 100),
        commands: ["plot 1", "nonsense here"])
      let error = #expect(throws: GnuplotError.self) {
        try Gnuplot().draw(figure, to: folder)
      }
      guard case .failed("broken", let reason)? = error else {
        Issue.record("another error: \(String(describing: error))")
        return
      }
      #expect(reason.contains("invalid command"))
      #expect(!reason.contains("\n"))
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(left.isEmpty)
    }
  }

  @Test func aDrawingThatNeverEndsIsEnded() throws {
    try withTemporaryFolder { folder in
      var gnuplot = try Gnuplot()
      gnuplot.timeoutSeconds = 0
      let figure = Figure(
        name: "slow", canvas: Canvas(width: 100, height: 100), commands: ["pause 100"])
      #expect(throws: GnuplotError.tookTooLong(figure: "slow", seconds: 0)) {
        try gnuplot.draw(figure, to: folder)
      }
    }
  }
}

@Suite struct GnuplotAbsenceTests {
  @Test func anAbsentGnuplotIsAnErrorThatSaysHowToInstallIt() throws {
    try withTemporaryFolder { folder in
      let error = #expect(throws: GnuplotError.notInstalled) {
        try Gnuplot(searching: folder.path)
      }
      #expect(error?.description.contains("apt-get install gnuplot-nox") == true)
    }
  }
}
