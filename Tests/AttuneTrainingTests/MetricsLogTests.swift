import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneTraining

@Suite struct MetricsLogTests {
  private func step(_ number: Int) -> MetricsLine {
    .step(StepMetrics(step: number, epoch: 1, loss: 1.5, learningRate: 0.1, gradientNorm: 2))
  }

  @Test func aResumedLogDropsWhatItsCheckpointDoesNotKnow() throws {
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("metrics.jsonl")
      var progress = TrainingProgress(numClasses: 2)
      let log = try MetricsLog(file, keepingThrough: progress)
      for number in 1...5 { try log.append(step(number)) }
      // A crash can cut the last line short.
      let handle = try FileHandle(forWritingTo: file)
      try handle.seekToEnd()
      try handle.write(contentsOf: Data(#"{"event":"st"#.utf8))
      try handle.close()
      progress.step = 3
      let resumed = try MetricsLog(file, keepingThrough: progress)
      try resumed.append(step(4))
      #expect(try MetricsLog.read(file) == (1...4).map(step))
    }
  }

  @Test func aLineIsReadAsItWasWritten() throws {
    let line = MetricsLine.epoch(
      EpochMetrics(
        epoch: 2, step: 40, trainLoss: 0.1, trainAccuracy: 0.9, trainMacroF1: 0.8,
        validationLoss: 1.25, validationAccuracy: 0.5, validationMacroF1: 0.4,
        validationUnweightedAverageRecall: 0.3, isBest: true, seconds: 1.5))
    let data = try JSONEncoder().encode(line)
    #expect(try JSONDecoder().decode(MetricsLine.self, from: data) == line)
  }
}

@Suite struct TrainingProgressTests {
  @Test func onlyABetterFigureIsBest() {
    var progress = TrainingProgress(numClasses: 2)
    #expect(progress.record(figure: 0.5))
    progress.finishEpoch()
    #expect(!progress.record(figure: 0.5))
    progress.finishEpoch()
    #expect(progress.epochsWithoutBetter == 1)
    #expect(progress.record(figure: 0.6))
    #expect(progress.best == .init(figure: 0.6, epoch: 3))
    #expect(progress.epochsWithoutBetter == 0)
  }
}
