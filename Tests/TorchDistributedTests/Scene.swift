import AttuneTestSupport
import Foundation
import ProcessLauncher
import Testing
import TorchDistributed

/// A scene that several processes play, each a `RankProgram` of its own.
enum Scene {
  /// Plays it to its end.
  ///
  /// - Returns: what each process saw, by rank.
  static func play(_ name: String, processes: Int = 2) throws -> [[String: [Double]]] {
    try withTemporaryFolder { folder in
      let store = try RendezvousStore()
      let job = Job(
        program: try BuiltProgram.path("RankProgram"), arguments: [name, folder.path],
        numProcesses: processes, storePort: store.port)
      let status = try withExtendedLifetime(store) { try JobLauncher(job).run() }
      #expect(status == .exited(0))
      return try (0..<processes).map { rank in
        let file = folder.appendingPathComponent("\(rank).json")
        return try JSONDecoder().decode([String: [Double]].self, from: Data(contentsOf: file))
      }
    }
  }
}
