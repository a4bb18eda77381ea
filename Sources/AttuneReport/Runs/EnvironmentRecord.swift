/// What a run was made with, from `environment.json`; keys that a run lacks are unknown.
struct EnvironmentRecord: Decodable, Sendable {
  let attune: String?
  let commit: String?
  let libtorch: String?
  let cpuCapability: String?
  let cudaDevices: Int?
  let threads: Int?
  let cores: Int?
  let processes: Int?
  let operatingSystem: String?
  let seed: Int?
  let started: String?
  let arguments: [String]?

  enum CodingKeys: String, CodingKey {
    case attune, commit, libtorch
    case cpuCapability = "cpu_capability"
    case cudaDevices = "cuda_devices"
    case threads, cores, processes
    case operatingSystem = "operating_system"
    case seed, started, arguments
  }

  /// The corpus that the run was started on, as it was named.
  var corpus: String? { value(of: "--data") }
  /// What no two splits share, where the run said so.
  var splitting: String? { value(of: "--splitting") }

  private func value(of option: String) -> String? {
    guard let arguments else { return nil }
    for (index, argument) in arguments.enumerated() {
      if argument == option, index + 1 < arguments.count { return arguments[index + 1] }
      if argument.hasPrefix("\(option)=") { return String(argument.dropFirst(option.count + 1)) }
    }
    return nil
  }

  /// The command that made the run, ready for a shell; `nil` where it was not written down.
  var command: String? {
    guard let arguments, arguments.count > 1 else { return nil }
    return ShellWords.command(["attune"] + arguments.dropFirst())
  }
}
