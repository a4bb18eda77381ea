import AttuneTestSupport
import Foundation
import ProcessLauncher
import Testing

/// `attune`, run to its end.
struct CommandRun {
  /// How it ended.
  let status: Int32
  /// What it printed to standard output.
  let output: String
  /// What it printed to standard error.
  let errors: String

  init(_ arguments: [String]) throws {
    (status, output, errors) = try withTemporaryFolder { folder in
      let files = ["output", "errors"].map { folder.appendingPathComponent($0) }
      var environment = ProcessInfo.processInfo.environment
      (environment["OMP_NUM_THREADS"], environment["ERRORS"]) = ("1", files[1].path)
      let process = try SpawnedProcess(
        "/bin/sh",
        ["-c", #"exec "$0" "$@" 2>"$ERRORS""#, try BuiltProgram.path("attune")] + arguments,
        environment: environment, streams: (input: "/dev/null", output: files[0].path))
      // Only a program that hangs is waited for so long.
      let ending = process.wait(seconds: 600)
      process.end()
      let texts = try files.map { try String(contentsOf: $0, encoding: .utf8) }
      return (try #require(ending).code, texts[0], texts[1])
    }
  }
}
