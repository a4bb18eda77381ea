import AttuneTestSupport
import Foundation
import ProcessLauncher
import Testing

@Suite struct JobLauncherTests {
  private func job(_ script: String, processes: Int = 2, maxRestarts: Int = 0) -> Job {
    Job(
      program: "/bin/sh", arguments: ["-c", script], numProcesses: processes, storePort: 1234,
      maxRestarts: maxRestarts, id: "job", environment: ["PATH": "/usr/bin:/bin"])
  }

  /// Runs a job and keeps what it told.
  private func run(_ job: Job, nextSignal: @escaping () -> Int32? = { nil }) throws
    -> (status: ProcessEnding, events: [JobEvent])
  {
    var events: [JobEvent] = []
    let status = try JobLauncher(job, nextSignal: nextSignal) { event in
      if case .started = event { return }
      events.append(event)
    }.run()
    return (status, events)
  }

  @Test func everyProcessGetsItsOwnVariables() throws {
    try withTemporaryFolder { folder in
      let names = "$RANK $LOCAL_RANK $WORLD_SIZE $MASTER_ADDR:$MASTER_PORT $TORCHELASTIC_RUN_ID"
      let result = try run(
        job("echo \(names) $OMP_NUM_THREADS > \(folder.path)/$RANK", processes: 3))
      #expect(result.status == .exited(0))
      #expect(result.events.isEmpty)
      for rank in 0..<3 {
        let text = try String(
          contentsOf: folder.appendingPathComponent("\(rank)"), encoding: .utf8)
        #expect(text.hasPrefix("\(rank) \(rank) 3 127.0.0.1:1234 job "))
        #expect(Int(text.split(whereSeparator: \.isWhitespace).last ?? "").map { $0 >= 1 } == true)
      }
    }
  }

  @Test func aProcessThatFailsEndsTheOthersAndItsStatusIsKept() throws {
    let result = try run(job("[ $RANK = 1 ] && exit 3; exec sleep 600"))
    #expect(result.status == .exited(3))
    guard case .failed(1, _, .exited(3), others: 1) = try #require(result.events.first) else {
      Issue.record("\(result.events)")
      return
    }
    #expect(result.events.count == 1)
  }

  @Test func aSignalThatEndsAProcessIsNamed() throws {
    let result = try run(job("[ $RANK = 0 ] && kill -9 $$; exec sleep 600"))
    #expect(result.status == .signalled(9))
    #expect(result.status.code == 137)
    #expect(result.events.first?.description.contains("rank 0") == true)
    #expect(result.events.first?.description.contains("signal 9 (Killed)") == true)
  }

  @Test func aJobIsStartedAgainAsOftenAsItMay() throws {
    let twice = try run(job("exit $((1 - TORCHELASTIC_RESTART_COUNT / 2))", maxRestarts: 3))
    #expect(twice.status == .exited(0))
    let restarts = twice.events.filter {
      if case .restarting = $0 { true } else { false }
    }
    #expect(
      restarts == [.restarting(attempt: 1, maximum: 3), .restarting(attempt: 2, maximum: 3)])
    let never = try run(job("exit 5", maxRestarts: 1))
    #expect(never.status == .exited(5))
    #expect(never.events.count == 3)
  }

  @Test func wrongUsageIsNotRepeated() throws {
    let result = try run(job("exit 64", maxRestarts: 3))
    #expect(result.status == .exited(64))
    #expect(result.events.count == 1)
  }

  @Test func signalsArePassedOnAndAStopIsNoFailure() throws {
    try withTemporaryFolder { folder in
      // The signal comes once both processes can take it.
      var isSent = false
      let ready = (0..<2).map { folder.appendingPathComponent("\($0)").path }
      let script =
        "trap 'exit 143' TERM; : > \(folder.path)/$RANK; while :; do sleep 0.01; done"
      let result = try run(job(script, maxRestarts: 2)) {
        guard !isSent, ready.allSatisfy(FileManager.default.fileExists) else { return nil }
        isSent = true
        return SIGTERM
      }
      #expect(result.status == .exited(143))
      #expect(result.events.isEmpty)
    }
  }

  @Test func aProgramThatIsNotThereIsAnErrorWithItsName() {
    let job = Job(program: "/nowhere/attune", arguments: [], numProcesses: 2, storePort: 1)
    #expect(
      throws: LaunchError.cannotStart(
        program: "/nowhere/attune", reason: "No such file or directory")
    ) {
      try JobLauncher(job).run()
    }
  }
}
