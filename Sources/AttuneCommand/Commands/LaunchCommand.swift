import ArgumentParser
import Foundation
import ProcessLauncher
import TorchDistributed

/// `attune launch`: runs a command as several processes of this machine.
struct LaunchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "launch",
    abstract: "Run a training as several processes of this machine, each on its share of the data.",
    discussion: """
      attune launch --processes 2 -- train audio --data DIR --out RUN

      Sets the variables that torchrun sets; on several machines use torchrun itself, with \
      --no-python. SIGINT and SIGTERM are passed on. When a process fails, the others are ended, and \
      the exit status is the one of the process that failed first; --max-restarts starts all of \
      them again, and training goes on from its last checkpoint.
      """)

  @Option(help: "How many processes; on CUDA one for each device.")
  var processes: Int

  @Option(help: "How often to start again after a process has failed.")
  var maxRestarts = 0

  @Argument(
    parsing: .postTerminator,
    help: ArgumentHelp("The command, after --, as: -- train audio …", valueName: "command"))
  var command: [String] = []

  func validate() throws {
    guard (1...1024).contains(processes) else {
      throw ValidationError("--processes \(processes): give a number from 1 to 1024")
    }
    guard maxRestarts >= 0 else {
      throw ValidationError("--max-restarts \(maxRestarts): give 0 or more")
    }
    guard command.first == "train" else {
      throw ValidationError(
        "only 'train' runs as several processes; write it after --, as: "
          + "attune launch --processes 2 -- train audio --data DIR --out RUN")
    }
  }

  func run() throws {
    // Once for all processes and restarts, which would each say the same.
    let train: TrainCommand
    do {
      train = try TrainCommand.parse(Array(command.dropFirst()))
    } catch {
      TrainCommand.exit(withError: error)
    }
    if !train.resume { _ = try train.requestedConfiguration() }
    let signals = PassedSignals()
    let store = try RendezvousStore()
    let job = Job(
      program: try Self.ownProgram(), arguments: command, numProcesses: processes,
      storePort: store.port, maxRestarts: maxRestarts)
    let launcher = JobLauncher(job, nextSignal: signals.next) { event in
      if case .started = event { return }
      StandardError.write("attune launch: \(event)")
    }
    let status = try withExtendedLifetime(store) { try launcher.run() }
    guard status.isSuccess else { throw ExitCode(status.code) }
  }

  private static func ownProgram() throws -> String {
    guard let url = Bundle.main.executableURL else {
      throw LaunchError.cannotStart(program: CommandLine.arguments[0], reason: "no such program")
    }
    return url.path
  }
}
