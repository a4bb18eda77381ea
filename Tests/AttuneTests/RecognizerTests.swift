import Attune
import AttuneCore
import AttuneModels
import AttuneTestSupport
import Foundation
import Testing

@Suite struct RecognizerTests {
  @Test func aFolderThatIsNoRunIsNamed() throws {
    try withTemporaryFolder { folder in
      #expect(throws: RunError.notARun(folder.path)) { try Recognizer(contentsOf: folder) }
    }
  }

  @Test func aFusionAndItsRunsCanBeMovedTogether() throws {
    try withTemporaryFolder { folder in
      let first = folder.appendingPathComponent("first")
      let fusion = FusionFolder(first.appendingPathComponent("fusion"))
      try fusion.write(runs: [first.appendingPathComponent("audio"), folder])
      let second = folder.appendingPathComponent("second")
      try FileManager.default.moveItem(at: first, to: second)
      let moved = try FusionFolder(second.appendingPathComponent("fusion")).runs()
      #expect(
        moved.map(\.standardizedFileURL.path)
          == [second.appendingPathComponent("audio"), folder].map(\.standardizedFileURL.path))
    }
  }

  @Test func everyPolicyOfAFusionIsNamedOnce() throws {
    var other = InputPolicy.honest
    other.topic.toggle()
    for (second, count) in [(InputPolicy.honest, 1), (other, 2)] {
      try withTemporaryFolder { folder in
        let fusion = try TinyFolders.fusion(in: folder, policies: (.honest, second))
        let recognizer = try Recognizer(contentsOf: fusion)
        #expect(recognizer.inputPolicies.count == count)
        #expect(recognizer.inputPolicy == (count == 1 ? .honest : nil))
      }
    }
  }

  @Test func aFusionWithoutItsListOfRunsIsNamed() throws {
    try withTemporaryFolder { folder in
      let fusion = FusionFolder(folder)
      let error = #expect(throws: FileError.self) { try fusion.runs() }
      #expect(error?.path == fusion.runList.path)
    }
  }
}
