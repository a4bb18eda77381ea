import AttuneCore
import Foundation

extension Report {
  /// The commands that make everything again, the corpus and the runs first.
  var commands: [String] {
    var commands = [synthesis].compactMap { $0 }
    for model in models {
      if let command = model.run.environment?.command {
        commands.append(command)
      } else if let fusion = model.run.fusion, !fusion.isTriedWithAnother,
        let strategy = fusion.others.isEmpty ? fusion.strategy : "all"
      {
        commands.append(
          ShellWords.command(
            ["attune", "fuse", "--runs"] + fusion.runs.map(Self.path)
              + ["--out", Self.path(of: model.run.folder), "--strategy", strategy]))
      }
    }
    if !command.isEmpty { commands.append(ShellWords.command(command)) }
    return commands
  }

  /// A path as it would be typed here.
  static func path(of url: URL) -> String {
    let here = FileManager.default.currentDirectoryPath + "/"
    return url.path.hasPrefix(here) ? String(url.path.dropFirst(here.count)) : url.path
  }

  /// Runs whose command is not known.
  var unknownCommands: [String] {
    models.filter { $0.run.environment?.command == nil && $0.run.fusion?.strategy == nil }
      .map(\.name)
  }
}
