import ArgumentParser
import AttuneMedia
import AttuneModels
import Foundation

/// How much of what frozen layers compute is kept.
struct FeatureCacheOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Most gigabytes to keep of what frozen layers compute, in the folder 'features' of the "
        + "cache; 0 keeps nothing.", valueName: "GB"))
  var featureCache = 20.0

  func validate() throws {
    guard (0...1e6).contains(featureCache) else {
      throw ValidationError("--feature-cache is \(featureCache), but must be in 0...1000000")
    }
  }

  /// The cache, in that of the media; `nil` where nothing is kept.
  func cache(in media: MediaOptions) throws -> FeatureCache? {
    guard featureCache > 0, let folder = try media.cache()?.folder else { return nil }
    return try FeatureCache(
      folder: folder.appendingPathComponent("features"), maximumBytes: Int(featureCache * 1e9))
  }
}
