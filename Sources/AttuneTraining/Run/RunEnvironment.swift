import AttuneCore
import Foundation
import ProcessLauncher
import Torch
import TorchDistributed

/// What a run was made with; the file `environment.json`.
struct RunEnvironment: Codable {
  let attune: String
  let commit: String?
  let libtorch: String
  let cpuCapability: String
  let cudaDevices: Int
  let threads: Int
  let cores: Int
  /// Processes that trained together.
  let processes: Int?
  /// What their launcher calls the job.
  let job: String?
  let operatingSystem: String
  let seed: Int
  let started: String
  let arguments: [String]

  enum CodingKeys: String, CodingKey {
    case attune, commit, libtorch
    case cpuCapability = "cpu_capability"
    case cudaDevices = "cuda_devices"
    case threads, cores, processes, job
    case operatingSystem = "operating_system"
    case seed, started, arguments
  }

  static func current(seed: Int) -> RunEnvironment {
    let launch = try? LaunchEnvironment()
    return RunEnvironment(
      attune: attuneVersion, commit: commit(), libtorch: Torch.version,
      cpuCapability: Torch.cpuCapability, cudaDevices: Torch.numCUDADevices,
      threads: Torch.threads, cores: ProcessInfo.processInfo.activeProcessorCount,
      processes: launch?.worldSize ?? 1, job: launch?.runID,
      operatingSystem: ProcessInfo.processInfo.operatingSystemVersionString, seed: seed,
      started: Date.now.formatted(.iso8601), arguments: CommandLine.arguments)
  }

  /// The commit of the checkout that the program was built in, or `nil` outside one.
  private static func commit() -> String? {
    let program = Bundle.main.executableURL?.deletingLastPathComponent().path ?? "."
    let answer = FileManager.default.temporaryDirectory
      .appendingPathComponent("attune-commit-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: answer) }
    let git = try? SpawnedProcess(
      "/usr/bin/env", ["git", "-C", program, "rev-parse", "HEAD"],
      environment: ProcessInfo.processInfo.environment, streams: ("/dev/null", answer.path))
    guard git?.wait(seconds: 10)?.isSuccess == true, let data = try? Data(contentsOf: answer) else {
      git?.end()
      return nil
    }
    let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    return text.isEmpty ? nil : text
  }
}
