import AttuneCore
import AttuneCorpus
import AttuneEncoders
import AttuneMedia
import AttuneModels
import AttuneTestSupport
import AttuneText
import Foundation
import Testing

@testable import AttuneTraining

/// What training sees of augmentation, and that nothing else sees any.
@Suite(
  .drawsRandomNumbers,
  .enabled(if: TinyRun.hasTokenizer, "needs the text encoder; run 'make setup'"))
struct AugmentationTests {
  /// Cheap changes of every modality, on every example.
  private func augmented(
    _ kind: ModelConfiguration.Kind, _ change: (inout AugmentationConfiguration) -> Void = { _ in }
  ) throws -> RunConfiguration {
    var configuration = try TinyRun.configuration(kind)
    configuration.augmentation.audio.noise.probability = 1
    configuration.augmentation.audio.gain.probability = 1
    configuration.augmentation.video.flip.probability = 0.5
    configuration.augmentation.video.erase.probability = 1
    configuration.augmentation.text.wordDropout.probability = 1
    configuration.augmentation.text.wordDropout.share = AugmentationRange(0.4, 0.4)
    change(&configuration.augmentation)
    return configuration
  }

  private func prepared(
    _ configuration: RunConfiguration, _ corpus: Corpus, in folder: URL
  ) throws -> PreparedRun {
    try PreparedRun.start(
      configuration, corpus: corpus,
      run: RunFolder(folder.appendingPathComponent(UUID().uuidString)),
      cache: TinyRun.cache(folder), requiresMedia: false)
  }

  /// What a pass shows of the training split, turn by turn.
  private func examples(
    _ prepared: PreparedRun, _ pass: EncodingPass, groups: [[Int]], numWorkers: Int = 1
  ) throws -> [Int: Example] {
    let loader = BatchLoader(
      turns: prepared.turns[.train] ?? [], encoder: prepared.encoder, pass: pass,
      numWorkers: numWorkers)
    var examples: [Int: Example] = [:]
    var rest = groups.joined().map { $0 }[...]
    try loader.forEach(groups) { batch in
      for example in batch { if let index = rest.popFirst() { examples[index] = example } }
      return true
    }
    return examples
  }

  private func perceived(_ example: Example) -> [[Float]] {
    var values = [(example.context ?? []).map { Float($0) }]
    for part in example.utterances {
      values.append((part.text ?? []).map { Float($0) })
      values.append(part.sound?.waveform ?? [])
      values.append((part.video?.pixels ?? []).map { Float($0) })
    }
    return values
  }

  @Test(arguments: [ModelConfiguration.Kind.audio, .video])
  func `An example is the same in any order, batch and number of workers, and new in each epoch`(
    kind: ModelConfiguration.Kind
  ) throws {
    try withTemporaryFolder { folder in
      let run = try prepared(augmented(kind), TinyRun.corpus(in: folder), in: folder)
      func pass(_ epoch: Int) -> EncodingPass {
        .training(seed: 42, epoch: epoch, run.augmenter)
      }
      let first = try examples(run, pass(0), groups: [[0, 1], [2, 3]])
      let other = try examples(run, pass(0), groups: [[3], [2, 1, 0]], numWorkers: 3)
      let later = try examples(run, pass(1), groups: [[0, 1], [2, 3]])
      let plain = try examples(run, .scoring, groups: [[0, 1, 2, 3]])
      for index in 0..<4 {
        let (one, two) = (try #require(first[index]), try #require(other[index]))
        #expect(perceived(one) == perceived(two))
        #expect(perceived(one) != perceived(try #require(later[index])))
        let untouched = try #require(plain[index])
        #expect(perceived(one) != perceived(untouched))
        #expect(!untouched.isContextAugmented)
        #expect(one.isContextAugmented == (one.context != untouched.context))
        let modality: Modality = kind == .audio ? .audio : .video
        for (part, original) in zip(one.utterances, untouched.utterances) {
          #expect(part.isAugmented(.text) == (part.text != original.text))
          #expect(part.isAugmented(modality) || (original.sound == nil && original.video == nil))
          #expect(original.augmented.isEmpty)
        }
      }
      #expect(run.encoder.pipeline == run.configuration.pipeline)
    }
  }

  @Test func `A turn that an epoch shows again looks different`() throws {
    try withTemporaryFolder { folder in
      let run = try prepared(augmented(.audio), TinyRun.corpus(in: folder), in: folder)
      let loader = BatchLoader(
        turns: run.turns[.train] ?? [], encoder: run.encoder,
        pass: .training(seed: 1, epoch: 0, run.augmenter), numWorkers: 1)
      var seen: [[[Float]]] = []
      try loader.forEach([[0, 0], [0]], occurrences: [[0, 1], [0]]) {
        seen += $0.map(perceived)
        return true
      }
      #expect(seen[0] == seen[2] && seen[0] != seen[1])
    }
    var recipe = try TinyRun.configuration(.audio).training
    recipe.sampling = .balanced
    let turns = [0, 0, 0, 0, 1].map {
      TurnReference(
        conversation: Conversation(id: "0", turns: []), turn: Turn(id: "0", dialogue: []),
        label: $0)
    }
    let plan = EpochPlan(turns, recipe, turnsPerStep: 2, seed: 1, epoch: 0)
    let (steps, shown) = (plan.steps.joined(), plan.occurrences.joined())
    #expect(zip(steps, shown).filter { $0.0 == 4 }.map(\.1) == [0, 1])
    #expect(zip(steps, shown).allSatisfy { $0.0 == 4 || $0.1 == 0 })
  }

  // Weights that stay as they are show what went in: training losses move, the others do not.
  @Test func `Validation, test and prediction never see augmentation`() throws {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      func run(_ name: String, _ configuration: RunConfiguration) throws -> RunFolder {
        var configuration = configuration
        configuration.training.learningRate = 0
        configuration.training.textLearningRate = 0
        let run = RunFolder(folder.appendingPathComponent("\(name)/run"))
        _ = try TrainingRecipe(corpus: corpus, run: run, cache: TinyRun.cache(folder))
          .start(configuration)
        return run
      }
      func losses(_ run: RunFolder) throws -> (steps: [Double], validation: [Double]) {
        var losses: (steps: [Double], validation: [Double]) = ([], [])
        for line in try MetricsLog.read(run.metrics) {
          switch line {
          case .step(let metrics): losses.steps.append(metrics.loss)
          case .epoch(let metrics): losses.validation.append(metrics.validationLoss)
          default: break
          }
        }
        return losses
      }
      let plain = try run("plain", TinyRun.configuration(.audio))
      let changed = try run("changed", augmented(.audio))
      #expect(try losses(plain).steps != losses(changed).steps)
      #expect(try losses(plain).validation == losses(changed).validation)
      for split in ["train", "validation", "test"] {
        let tables = try [plain, changed].map { run in
          try String(
            contentsOf: run.predictions.appendingPathComponent("\(split).jsonl"), encoding: .utf8
          ).split(separator: "\n").dropFirst()
        }
        #expect(tables[0] == tables[1])
      }
    }
  }

  @Test func `A resumed run sees the same augmentation`() throws {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      let whole = RunFolder(folder.appendingPathComponent("whole"))
      _ = try TrainingRecipe(corpus: corpus, run: whole, cache: TinyRun.cache(folder))
        .start(augmented(.audio))
      let parted = RunFolder(folder.appendingPathComponent("parted"))
      let stop = StopRequest()
      _ = try TrainingRecipe(
        corpus: corpus, run: parted, cache: TinyRun.cache(folder), stop: stop
      ) { event in
        if case .step(let metrics, _, _, _, _) = event, metrics.step == 2 { stop.stop(because: 15) }
      }.start(augmented(.audio))
      _ = try TrainingRecipe(corpus: corpus, run: parted, cache: TinyRun.cache(folder)).resume()
      try TinyRun.expectSameTensors(whole.lastCheckpoint, parted.lastCheckpoint)
      #expect(try TinyRun.losses(whole) == TinyRun.losses(parted))
    }
  }

  @Test func `The masks of the audio encoder are those of the configuration`() throws {
    try withTemporaryFolder { folder in
      var configuration = try TinyRun.configuration(.audio)
      configuration.augmentation.specAugment = SpecAugmentConfiguration()
      let corpus = try TinyRun.corpus(in: folder)
      let run = try prepared(configuration, corpus, in: folder)
      let masking = run.configuration.model.audio?.encoder.masking
      #expect(masking?.time.probability == 0.05 && masking?.isApplied == true)
      // The masks are drawn for each example and epoch too.
      func seeds(_ epoch: Int) throws -> [UInt64?] {
        try examples(
          run, .training(seed: 42, epoch: epoch, run.augmenter), groups: [[0, 1, 2]]
        ).sorted { $0.key < $1.key }.flatMap { $0.value.utterances.map(\.maskSeed) }
      }
      #expect(try seeds(0) == seeds(0) && seeds(0) != seeds(1))
      #expect(try seeds(0).contains { $0 != nil })
      let scored = try examples(run, .scoring, groups: [[0]])[0]
      #expect(scored?.utterances.allSatisfy { $0.maskSeed == nil } == true)
      let plain = try prepared(TinyRun.configuration(.audio), corpus, in: folder)
      #expect(plain.augmenter == nil)
    }
  }
}
