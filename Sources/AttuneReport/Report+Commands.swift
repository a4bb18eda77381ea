import AttuneCore
import Foundation

extension Report {
  /// The commands that make everything again, those of the runs first.
  var commands: [String] {
    var commands: [String] = []
    for model in models {
      if let command = model.run.environment?.command {
        commands.append(command)
      } else if let fusion = model.run.fusion, let strategy = fusion.strategy {
        commands.append(
          ShellWords.command(
            ["attune", "fuse", "--runs"] + fusion.runs.map(\.path)
              + ["--out", model.run.folder.path, "--strategy", strategy]))
      }
    }
    if !command.isEmpty { commands.append(ShellWords.command(command)) }
    return commands
  }

  /// Runs whose command is not known.
  var unknownCommands: [String] {
    models.filter { $0.run.environment?.command == nil && $0.run.fusion?.strategy == nil }
      .map(\.name)
  }
}
