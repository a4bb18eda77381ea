import ArgumentParser
import AttuneCore
import Foundation

/// The command `attune`.
///
/// Exit status: 0; 1 for a failure of the work, told in one line on standard error; 64 for wrong
/// usage; 128 + n when signal n stopped a training run, which was saved first.
@main
struct AttuneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attune",
    abstract: "Recognises the emotion of a speaker from voice, face, words and metadata.",
    version: attuneVersion,
    subcommands: [
      SynthCommand.self,
      DataCommand.self, ModelsCommand.self, TrainCommand.self, LaunchCommand.self,
      ImportCommand.self,
      PredictCommand.self, FuseCommand.self, EvaluateCommand.self, CompareCommand.self,
      ReportCommand.self, AblateCommand.self, ExplainCommand.self,
      ExportCommand.self,
      AugmentCommand.self, FeaturesCommand.self, TokenizeCommand.self, TranscribeCommand.self,
      DoctorCommand.self,
    ])

  static func main() {
    let command: any ParsableCommand
    do {
      command = try parseAsRoot()
    } catch {
      exit(withError: error)
    }
    do {
      var command = command
      try command.run()
    } catch let error where error is ExitCode || exitCode(for: error) != .failure {
      // Help that a subcommand was asked for arrives here too, as an error of the parser's own.
      exit(withError: error)
    } catch {
      let rank = JobFailure.prefix(afterWaitingFor: error)
      StandardError.write("attune: error: \(rank)\(oneLine(error))")
      Foundation.exit(1)
    }
  }

  /// An error's description without line breaks, so that a log keeps it on one line.
  private static func oneLine(_ error: any Error) -> String {
    String(describing: error).split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
