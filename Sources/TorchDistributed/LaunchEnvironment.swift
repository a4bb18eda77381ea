import Foundation

/// What a launcher tells each process of a job by environment variables, as `torchrun` does.
///
/// Any launcher that sets `RANK`, `LOCAL_RANK`, `WORLD_SIZE`, `MASTER_ADDR` and `MASTER_PORT` will do.
public struct LaunchEnvironment: Sendable, Equatable {
  /// This process among all, `0..<worldSize`; `RANK`.
  public var rank: Int
  /// How many processes there are; `WORLD_SIZE`.
  public var worldSize: Int
  /// This process among those of its machine, which chooses its CUDA device; `LOCAL_RANK`.
  public var localRank: Int
  /// How many processes this machine has; `LOCAL_WORLD_SIZE`, unknown where it is not set.
  public var localWorldSize: Int?
  /// Where the processes meet; `MASTER_ADDR`.
  public var masterAddress: String
  /// The TCP port there; `MASTER_PORT`.
  public var masterPort: UInt16
  /// Whether the launcher serves the store at that port itself, else the process of rank 0 does;
  /// `TORCHELASTIC_USE_AGENT_STORE`.
  public var launcherServesStore: Bool
  /// How often the launcher has started the job again; `TORCHELASTIC_RESTART_COUNT`.
  public var restartCount: Int
  /// What the launcher calls this job; `TORCHELASTIC_RUN_ID`.
  public var runID: String?
  /// The network interface to send over, as `eth0`; `GLOO_SOCKET_IFNAME`.
  public var interface: String?

  /// Whether all processes are known to be on this machine.
  public var isLocal: Bool { localWorldSize == worldSize }

  /// Reads the variables.
  ///
  /// - Returns: `nil` where neither `RANK` nor `WORLD_SIZE` is set: nobody launched this process.
  /// - Throws: ``LaunchEnvironmentError`` naming the variable that is missing or impossible.
  public init?(
    _ variables: [String: String] = ProcessInfo.processInfo.environment
  ) throws(LaunchEnvironmentError) {
    let variables = variables.filter { !$0.value.isEmpty }
    guard variables["RANK"] != nil || variables["WORLD_SIZE"] != nil else { return nil }
    func required(_ name: String) throws(LaunchEnvironmentError) -> String {
      guard let value = variables[name] else { throw .missing(name) }
      return value
    }
    func number(_ name: String, _ text: String, in range: ClosedRange<Int>)
      throws(LaunchEnvironmentError) -> Int
    {
      guard let value = Int(text), range.contains(value) else {
        throw .outOfRange(name, value: text, range)
      }
      return value
    }
    worldSize = try number("WORLD_SIZE", required("WORLD_SIZE"), in: 1...100_000)
    rank = try number("RANK", required("RANK"), in: 0...(worldSize - 1))
    localRank = try number("LOCAL_RANK", required("LOCAL_RANK"), in: 0...(worldSize - 1))
    localWorldSize = nil
    if let text = variables["LOCAL_WORLD_SIZE"] {
      localWorldSize = try number("LOCAL_WORLD_SIZE", text, in: 1...worldSize)
    }
    // A process alone meets nobody.
    masterAddress =
      worldSize > 1 ? try required("MASTER_ADDR") : variables["MASTER_ADDR"] ?? "127.0.0.1"
    let port = worldSize > 1 ? try required("MASTER_PORT") : variables["MASTER_PORT"] ?? "0"
    masterPort = UInt16(
      clamping: try number("MASTER_PORT", port, in: (worldSize > 1 ? 1 : 0)...65_535))
    launcherServesStore = variables["TORCHELASTIC_USE_AGENT_STORE"] == "True"
    restartCount = try number(
      "TORCHELASTIC_RESTART_COUNT", variables["TORCHELASTIC_RESTART_COUNT"] ?? "0",
      in: 0...1_000_000)
    runID = variables["TORCHELASTIC_RUN_ID"]
    interface = variables["GLOO_SOCKET_IFNAME"]
  }
}
