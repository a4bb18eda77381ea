import Testing
import TorchDistributed

@Suite struct LaunchEnvironmentTests {
  private let variables = [
    "RANK": "1", "WORLD_SIZE": "4", "LOCAL_RANK": "1", "LOCAL_WORLD_SIZE": "2",
    "MASTER_ADDR": "node0", "MASTER_PORT": "29500", "TORCHELASTIC_RESTART_COUNT": "2",
    "TORCHELASTIC_RUN_ID": "job", "TORCHELASTIC_USE_AGENT_STORE": "True",
  ]

  @Test func theVariablesOfTorchrunAreRead() throws {
    let launch = try #require(try LaunchEnvironment(variables))
    #expect(launch.rank == 1)
    #expect(launch.worldSize == 4)
    #expect(launch.localRank == 1)
    #expect(!launch.isLocal)
    #expect(launch.masterAddress == "node0")
    #expect(launch.masterPort == 29500)
    #expect(launch.restartCount == 2)
    #expect(launch.runID == "job")
    #expect(launch.launcherServesStore)
  }

  @Test func aProcessThatNobodyLaunchedHasNone() throws {
    #expect(try LaunchEnvironment(["MASTER_ADDR": "node0"]) == nil)
  }

  @Test func aProcessAloneNeedsNoMeetingPlace() throws {
    let launch = try LaunchEnvironment(["RANK": "0", "WORLD_SIZE": "1", "LOCAL_RANK": "0"])
    #expect(launch?.worldSize == 1)
  }

  @Test(arguments: ["RANK", "WORLD_SIZE", "LOCAL_RANK", "MASTER_ADDR", "MASTER_PORT"])
  func aMissingVariableIsNamed(name: String) {
    var variables = variables
    variables[name] = nil
    #expect(throws: LaunchEnvironmentError.missing(name)) { try LaunchEnvironment(variables) }
  }

  @Test(arguments: [
    ("RANK", "4"), ("RANK", "-1"), ("WORLD_SIZE", "two"), ("LOCAL_RANK", "9"),
    ("MASTER_PORT", "65536"), ("TORCHELASTIC_RESTART_COUNT", "x"),
  ])
  func anImpossibleNumberIsNamed(name: String, value: String) {
    var variables = variables
    variables[name] = value
    let error = #expect(throws: LaunchEnvironmentError.self) { try LaunchEnvironment(variables) }
    #expect(error?.description.contains("\(name)=\(value)") == true)
  }
}
