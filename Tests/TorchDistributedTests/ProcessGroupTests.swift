import Testing
import Torch
import TorchDistributed

@Suite(.enabled(if: ProcessGroup.isAvailable, "built without Gloo's headers; run 'make setup'"))
struct ProcessGroupTests {
  @Test func everyProcessSeesTheSameSums() throws {
    let seen = try Scene.play("values", processes: 3)
    for rank in seen {
      #expect(rank["sum"]?[0] == 6)
      #expect(abs((rank["sum"]?[1] ?? 0) - 0.6) < 1e-15)
      #expect(rank["sum"]?[2] == 3_377_699_720_527_869.0)
      #expect(rank["maximum"] == [2, 0])
    }
    #expect(seen[0]["sum"] == seen[1]["sum"])
    #expect(seen[0]["sum"] == seen[2]["sum"])
  }

  @Test func tensorsOfSeveralTypesAreBroadcastAndGathered() throws {
    for rank in try Scene.play("values") {
      #expect(rank["broadcast"] == [1, 2, 8])
      #expect(rank["gather"] == [0, -1, 1, -1])
      #expect(rank["bytes"] == [0, 3, 1, 1, 1])
    }
  }

  @Test(arguments: ["departure", "silence"])
  func aProcessThatIsGoneOrSilentIsAnErrorOfOneLine(scene: String) throws {
    let seen = try Scene.play(scene)
    #expect(seen[0]["lost"] == [1, 0])
    #expect(seen[1].isEmpty)
  }

  @Test func aStoreThatNobodyServesIsALostConnection() throws {
    let store = try RendezvousStore()
    var launch = try #require(
      try LaunchEnvironment([
        "RANK": "1", "WORLD_SIZE": "2", "LOCAL_RANK": "1", "MASTER_ADDR": "127.0.0.1",
        "MASTER_PORT": "\(store.port)", "TORCHELASTIC_USE_AGENT_STORE": "True",
      ]))
    launch.localWorldSize = 2
    // The other process never comes.
    #expect {
      try ProcessGroup(launch, timeout: .milliseconds(300))
    } throws: { error in
      (error as? TorchError)?.code == .connectionLost
    }
  }
}
