import ArgumentParser
import Attune
import AttuneCore
import AttuneCorpus
import AttuneEvaluation
import AttuneSensitivity
import Foundation

/// Whether and how a run is tried with worse and worse inputs.
struct StressOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Also predict the test split of --data with its inputs made worse by degrees: noise, lost "
        + "frames, lost words, missing modalities.",
      discussion: "Writes sensitivity.json, sensitivity.txt and robustness.{png,svg} into --out."))
  var stress = false

  @OptionGroup var corpus: RunCorpusOptions

  @OptionGroup var device: DeviceOption

  @OptionGroup var media: MediaOptions

  func validate() throws { try corpus.require(for: "--stress", stress) }

  /// Tries a run; `nil` without `--stress`.
  ///
  /// - Parameter run: a run folder, or that of a fusion.
  func report(of run: URL, _ resampling: Resampling) throws -> SensitivityReport? {
    guard let corpus = try corpus.load() else { return nil }
    let recognizer = try Recognizer(
      contentsOf: run, cache: try media.cache(), requiresMedia: media.requireMedia,
      device: device.value)
    return try SensitivityStudy(
      recognizer, conversations: corpus.conversations(in: .test), split: .test,
      run: run.lastPathComponent, seed: resampling.seed, resampling: resampling
    ) { StandardError.write("predicting: \($0)") }.answer([.stress])
  }
}
