import AttuneCore
import AttuneEvaluation
import AttuneModels
import AttuneTestSupport
import Foundation
import SystemMetrics
import TensorBoard
import Testing

@testable import AttuneTraining

@Suite struct RunLogTests {
  private func configuration(_ overrides: [String] = []) throws -> RunConfiguration {
    try .resolve(kind: .audio, overrides: ["logging.figures=none"] + overrides)
  }

  private func step(_ number: Int) throws -> TrainingEvent {
    let classes = Emotion.classNames
    let metrics = StepMetrics(
      step: number, epoch: 1, loss: 1.5, learningRate: 0.1, learningRates: ["rest": 0.1],
      gradientNorm: 2, turns: 4, seconds: 0.5)
    let running = try RunningFigures(
      TrainingProgress(numClasses: classes.count), classes: classes)
    return .step(metrics, completed: 4, total: 8, epochs: 2, running: running)
  }

  private func confusion() throws -> ConfusionMatrix {
    try ConfusionMatrix(classes: ["happy", "sad"], counts: [[2, 1], [0, 3]])
  }

  private let epoch = EpochMetrics(
    epoch: 1, step: 2, trainLoss: 0.1, trainAccuracy: 0.9, trainMacroF1: 0.8,
    validationLoss: 1.25, validationAccuracy: 0.5, validationMacroF1: 0.4,
    validationUnweightedAverageRecall: 0.3, isBest: true, seconds: 1.5)

  /// The records of a run's event files, file by file; each begins a file with two.
  private func records(of run: RunFolder) throws -> [[Data]] {
    let names = try FileManager.default.contentsOfDirectory(atPath: run.tensorboard.path).sorted()
    return try names.map { name in
      var rest = try Data(contentsOf: run.tensorboard.appendingPathComponent(name))
      var found: [Data] = []
      while !rest.isEmpty {
        let length = rest.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        found.append(Data(rest.dropFirst(12).prefix(length)))
        rest = Data(rest.dropFirst(16 + length))
      }
      return found
    }
  }

  private func tags(_ tag: String, in records: [[Data]]) -> Int {
    records.joined().count { $0.range(of: Data(tag.utf8)) != nil }
  }

  @Test func `Steps, epochs and samples stand in both logs`() throws {
    try withTemporaryFolder { folder in
      let run = RunFolder(folder)
      let log = try RunLog(
        run, configuration(["logging.system_every_steps=2"]),
        keepingThrough: TrainingProgress(numClasses: 7)
      ) { Issue.record("\($0)") }
      for number in 1...4 { try log.observe(step(number)) }
      try log.observe(.validated(confusion(), epoch: 1, step: 4))
      try log.observe(.epoch(epoch, of: 2))

      let samples = try MetricsLog.read(run.metrics).compactMap { line in
        if case .system(let record) = line { record } else { nil }
      }
      #expect(samples.map(\.step) == [1, 2, 4])
      #expect(samples.allSatisfy { $0.sample.cpuPercent != nil && $0.epoch == 1 })
      let records = try records(of: run)
      #expect(tags("train/loss", in: records) == 4)
      #expect(tags("learning_rate/rest", in: records) == 4)
      #expect(tags("system/cpu_percent", in: records) == 3)
      #expect(tags("validation_f1/sad", in: records) == 1)
      #expect(tags("epoch/train_macro_f1", in: records) == 1)
      #expect(tags("_hparams_/session_start_info", in: records) == 1)
      #expect(tags("preset: small", in: records) == 1)
    }
  }

  @Test func `A resumed run goes on in a new file and tells its configuration once`() throws {
    try withTemporaryFolder { folder in
      let run = RunFolder(folder)
      var progress = TrainingProgress(numClasses: 7)
      for _ in 0..<2 {
        let log = try RunLog(run, configuration(), keepingThrough: progress) { _ in }
        for number in progress.step + 1...3 { try log.observe(step(number)) }
        progress.step = 2
      }
      let records = try records(of: run)
      #expect(records.count == 2)
      #expect(tags("_hparams_/experiment", in: records) == 1)
      // Version, start, the machine's first sample and step 3, which hides that of the first file.
      #expect(records.last?.count == 4)
      let steps = try MetricsLog.read(run.metrics).compactMap { line in
        if case .step(let metrics) = line { metrics.step } else { nil }
      }
      #expect(steps == [1, 2, 3])
    }
  }

  @Test func `Figures that cannot be drawn are counted and told at the end`() throws {
    try withTemporaryFolder { folder in
      var notes: [String] = []
      let log = try TensorBoardLog(
        RunFolder(folder), configuration(["logging.figures=all"]), from: 1
      ) { notes.append($0) }
      log.draw = { (_, _) throws(GnuplotError) in throw .notInstalled }
      for _ in 0..<3 {
        try log.observe(.validated(confusion(), epoch: 1, step: 2))
        try log.observe(.epoch(epoch, of: 3))
      }
      #expect(notes.isEmpty)
      try log.observe(.finished(.init(bestEpoch: 1, epochs: 3, evaluations: [:])))
      #expect(notes.count == 1)
      #expect(notes.first?.contains("3 confusion matrices: gnuplot") == true)
    }
  }

  @Test func `Without TensorBoard there is no folder for it`() throws {
    try withTemporaryFolder { folder in
      let run = RunFolder(folder)
      let log = try RunLog(
        run,
        configuration(["logging.tensorboard=false", "logging.system_every_seconds=0"]),
        keepingThrough: TrainingProgress(numClasses: 7)
      ) { _ in }
      try log.observe(step(1))
      #expect(try MetricsLog.read(run.metrics).count == 1)
      #expect(!FileManager.default.fileExists(atPath: run.tensorboard.path))
    }
  }
}

@Suite struct LoggingConfigurationTests {
  @Test func `Hyper-parameters have the kind that they have in the file`() throws {
    let values = try RunConfiguration.resolve(
      kind: .audio, overrides: ["training.learning_rate=1e-3", "model.context_sizes=[8, 4]"]
    ).hyperparameters()
    #expect(values["training.learning_rate"] == .number(1e-3))
    #expect(values["preset"] == .text("small"))
    #expect(values["inputs.response"] == .flag(false))
    #expect(values["model.context_sizes"] == .text("8, 4"))
    #expect(!values.keys.contains { $0.hasPrefix("logging.") || $0.isEmpty })
  }

  @Test func `A negative interval is refused by its key`() throws {
    for key in ["system_every_seconds", "system_every_steps"] {
      let error = try #require(throws: ConfigurationError.self) {
        try RunConfiguration.resolve(kind: .audio, overrides: ["logging.\(key)=-1"])
      }
      guard case .invalidValue(_, "logging.\(key)", _) = error else {
        Issue.record("\(error)")
        continue
      }
    }
  }

  @Test func `A run without the section has its default`() throws {
    let configuration = try RunConfiguration.resolve(kind: .audio)
    let kept = try configuration.yaml().split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { $0 != "logging:" }.joined(separator: "\n")
    try withTemporaryFolder { folder in
      let run = RunFolder(folder)
      try Data(kept.utf8).write(to: run.configuration)
      #expect(try RunFiles.configuration(of: run) == configuration)
    }
  }
}
