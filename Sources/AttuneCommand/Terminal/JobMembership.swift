import ArgumentParser
import AttuneModels
import AttuneTraining
import TorchDistributed

/// The job that this process belongs to, and the others of it.
struct JobMembership {
  /// What the launcher told, or `nil` where there is none.
  let launch: LaunchEnvironment?
  /// The processes that train together.
  let group: any TrainingGroup

  /// Meets the other processes, if there are any.
  ///
  /// - Parameter timeout: seconds to wait for a process that hangs.
  init(_ launch: LaunchEnvironment?, timeout: Int) throws {
    self.launch = launch
    if let launch, launch.worldSize > 1 {
      group = try LaunchedProcesses(launch, timeout: .seconds(timeout))
    } else {
      group = SingleProcess()
    }
  }

  /// Whether a launcher started the job again, and an earlier attempt had begun the run.
  ///
  /// The process that writes the run folder decides for all: it might write it while another looks.
  func goesOn(with run: RunFolder) throws -> Bool {
    guard let launch, launch.restartCount > 0 else { return false }
    let isUnderWay = group.isFirst && RestartedRun.isUnderWay(run, job: launch.runID)
    return try group.maximum([isUnderWay ? 1 : 0]) == [1]
  }
}
