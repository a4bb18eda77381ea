import Foundation

/// A program that is to run as several processes of this machine, which work together.
public struct Job: Sendable {
  /// The program's file.
  public var program: String
  /// Its arguments, the same in every process.
  public var arguments: [String]
  /// How many processes, at least 1.
  public var numProcesses: Int
  /// The TCP port of the store at which the processes meet; the launcher serves it.
  public var storePort: Int
  /// How often all processes are started again after one of them has failed.
  public var maxRestarts: Int
  /// What the job is called; the processes of all attempts see the same name.
  public var id: String
  /// Variables that all processes get.
  public var environment: [String: String]

  /// Describes a job.
  public init(
    program: String, arguments: [String], numProcesses: Int, storePort: Int, maxRestarts: Int = 0,
    id: String = UUID().uuidString,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    self.program = program
    self.arguments = arguments
    self.numProcesses = numProcesses
    self.storePort = storePort
    self.maxRestarts = maxRestarts
    self.id = id
    self.environment = environment
  }

  /// The variables of one process, named as `torchrun` names them.
  ///
  /// - Parameters:
  ///   - rank: `0..<numProcesses`.
  ///   - restarts: how often the job has been started again.
  public func environment(rank: Int, restarts: Int) -> [String: String] {
    var variables = environment
    let own = [
      "RANK": rank, "LOCAL_RANK": rank, "WORLD_SIZE": numProcesses,
      "LOCAL_WORLD_SIZE": numProcesses, "GROUP_RANK": 0, "GROUP_WORLD_SIZE": 1,
      "ROLE_RANK": rank, "ROLE_WORLD_SIZE": numProcesses, "MASTER_PORT": storePort,
      "TORCHELASTIC_RESTART_COUNT": restarts, "TORCHELASTIC_MAX_RESTARTS": maxRestarts,
    ]
    for (name, value) in own { variables[name] = String(value) }
    variables["MASTER_ADDR"] = "127.0.0.1"
    variables["TORCHELASTIC_RUN_ID"] = id
    variables["TORCHELASTIC_USE_AGENT_STORE"] = "True"
    // Processes that each take every core are slower together than one alone.
    if variables["OMP_NUM_THREADS"] == nil, numProcesses > 1 {
      let cores = ProcessInfo.processInfo.activeProcessorCount
      variables["OMP_NUM_THREADS"] = String(max(1, cores / numProcesses))
    }
    return variables
  }
}
