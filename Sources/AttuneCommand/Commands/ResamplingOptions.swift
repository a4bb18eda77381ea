import ArgumentParser
import AttuneEvaluation

/// How intervals are found.
struct ResamplingOptions: ParsableArguments {
  @Option(help: "Resamples of conversations for the 95 % intervals; 0 for none.")
  var resamples = 10_000

  @Option(help: "Seed of the resamples.")
  var seed = 42

  func validate() throws {
    guard resamples == 0 || (100...1_000_000).contains(resamples) else {
      throw ValidationError("--resamples wants 0, or 100 to 1000000, not \(resamples)")
    }
  }

  /// `nil` where no intervals are wanted.
  var settings: Resampling? {
    resamples == 0 ? nil : Resampling(numResamples: resamples, seed: seed)
  }
}
