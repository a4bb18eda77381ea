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
        + "frames, lost words.",
      discussion: "Writes sensitivity.json, sensitivity.txt and robustness.{png,svg} into --out."))
  var stress = false

  @Option(help: "With --stress: the corpus that the run was made on.")
  var data: String?

  @Option(help: "With --stress: what no two splits share where the data name no splits.")
  var splitting: Corpus.Splitting = .conversation

  @OptionGroup var device: DeviceOption

  @OptionGroup var media: MediaOptions

  func validate() throws {
    guard stress == (data != nil) else {
      throw ValidationError("--stress and --data belong together")
    }
  }

  /// Tries a run; `nil` without `--stress`.
  ///
  /// - Parameter run: a run folder, or that of a fusion.
  func report(of run: URL, _ resampling: Resampling) throws -> SensitivityReport? {
    guard stress, let data else { return nil }
    let corpus = try Corpus.load(URL(fileURLWithPath: data), splitting: splitting)
    let recognizer = try Recognizer(
      contentsOf: run, cache: try media.cache(), requiresMedia: media.requireMedia,
      device: device.value)
    return try SensitivityStudy(
      recognizer, conversations: corpus.conversations(in: .test), split: .test,
      run: run.lastPathComponent, seed: resampling.seed, resampling: resampling
    ) { StandardError.write("predicting: \($0)") }.answer([.stress])
  }
}
