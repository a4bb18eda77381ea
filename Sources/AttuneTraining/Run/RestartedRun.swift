import AttuneModels
import Foundation

/// Tells a run that an earlier attempt of the same job has begun from somebody else's.
public enum RestartedRun {
  /// Whether a run folder was made by a job, so that its next attempt goes on with it.
  ///
  /// - Parameter job: what the launcher calls the job.
  public static func isUnderWay(_ run: RunFolder, job: String?) -> Bool {
    guard FileManager.default.fileExists(atPath: run.configuration.path),
      let data = try? Data(contentsOf: run.environment),
      let environment = try? JSONDecoder().decode(RunEnvironment.self, from: data)
    else { return false }
    return environment.job == job
  }
}
