import AttuneCore
import Foundation
import ProcessLauncher

/// The program that draws the figures.
public struct Gnuplot: Sendable {
  /// Where the program is.
  public let executable: URL
  /// After this long a drawing is given up.
  var timeoutSeconds = 60

  /// Finds gnuplot.
  ///
  /// - Parameter path: Folders to look in, separated by colons; the environment's PATH by default.
  /// - Throws: ``GnuplotError/notInstalled`` with the command that installs it.
  public init(
    searching path: String? = ProcessInfo.processInfo.environment["PATH"]
  ) throws(GnuplotError) {
    for folder in (path ?? "").split(separator: ":") {
      let candidate = URL(fileURLWithPath: String(folder)).appendingPathComponent("gnuplot")
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(
        atPath: candidate.path, isDirectory: &isFolder)
      if exists, !isFolder.boolValue,
        FileManager.default.isExecutableFile(atPath: candidate.path)
      {
        executable = candidate
        return
      }
    }
    throw .notInstalled
  }

  /// Draws a figure as `<name>.png` and `<name>.svg` in `folder`, each old or complete.
  ///
  /// - Parameter name: Name of the files; the figure's own by default.
  /// - Returns: The two files.
  /// - Throws: ``GnuplotError/nothingToDraw(figure:)`` for a figure without data, or why it could
  ///   not be drawn or written.
  @discardableResult
  public func draw(
    _ figure: Figure, to folder: URL, name: String? = nil
  ) throws(GnuplotError) -> [URL] {
    let name = name ?? figure.name
    let drawn = try run(figure, name: name, [.png, .svg])
    var files: [URL] = []
    for (ending, data) in zip(["png", "svg"], drawn) {
      let file = folder.appendingPathComponent("\(name).\(ending)")
      do {
        try AtomicFile.write(data, to: file)
      } catch {
        throw .unwritable(path: file.path, reason: error.reason)
      }
      files.append(file)
    }
    return files
  }

  /// A figure as PNG, 1.5 pixels a point.
  public func png(of figure: Figure) throws(GnuplotError) -> Data {
    try run(figure, name: figure.name, [.png])[0]
  }

  /// A figure as SVG, which scales to any width.
  public func svg(of figure: Figure) throws(GnuplotError) -> Data {
    try run(figure, name: figure.name, [.svg])[0]
  }

  /// Runs gnuplot once for all of `terminals`; the data are in their order.
  private func run(
    _ figure: Figure, name: String, _ terminals: [Figure.Terminal]
  ) throws(GnuplotError) -> [Data] {
    guard !figure.commands.isEmpty else { throw .nothingToDraw(figure: name) }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("attune-gnuplot-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let script = terminals.map { terminal in
      figure.script(
        terminal: terminal, output: folder.appendingPathComponent("\(terminal)").path)
    }.joined()
    // Script and messages go through files, not pipes: a full pipe on either side would hang both
    // programs, and one that gnuplot closes early would end ours with SIGPIPE.
    let scriptFile = folder.appendingPathComponent("script")
    let messageFile = folder.appendingPathComponent("messages")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(script.utf8).write(to: scriptFile)
    } catch {
      throw .notStarted("no temporary file: \(error.localizedDescription)")
    }
    let status = try execute(name: name, scriptFile, messageFile)
    let drawn = terminals.compactMap { terminal -> Data? in
      let data = try? Data(contentsOf: folder.appendingPathComponent("\(terminal)"))
      guard let data, !data.isEmpty else { return nil }
      return terminal == .svg ? figure.described(data) : data
    }
    guard status == 0, drawn.count == terminals.count else {
      throw .failed(figure: name, reason: Self.firstMessage(messageFile, status: status))
    }
    return drawn
  }

  private func execute(
    name: String, _ script: URL, _ messages: URL
  ) throws(GnuplotError) -> Int32 {
    let process: SpawnedProcess
    do {
      // -d: what a person has in ~/.gnuplot must not change our figures.
      process = try SpawnedProcess(
        executable.path, ["-d"], environment: ProcessInfo.processInfo.environment,
        streams: (script.path, messages.path))
    } catch {
      throw .notStarted("\(error)")
    }
    guard let ending = process.wait(seconds: Double(timeoutSeconds)) else {
      process.end()
      throw .tookTooLong(figure: name, seconds: timeoutSeconds)
    }
    return ending.code
  }

  /// The first line that says what is wrong; gnuplot shows the place above it.
  private static func firstMessage(_ file: URL, status: Int32) -> String {
    let text = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let errors = lines.filter { $0.contains("line ") && !$0.lowercased().contains("warning") }
    return errors.first ?? lines.first ?? "status \(status)"
  }
}
