import AttuneEncoders
import AttuneTestSupport
import Foundation
import Safetensors
import Testing
import TorchNN

@Suite struct MutatedFolderTests {
  @Test(arguments: ["safetensors/config.json", "sharded/model.safetensors.index.json"])
  func `No mutant of a folder's JSON does worse than one line`(name: String) throws {
    let fixtures = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    let original = fixtures.appendingPathComponent("folders/\(name)")
    let good = [UInt8](try Data(contentsOf: original))
    var mutator = FileMutator(seed: 42)
    var numRefused = 0
    try withTemporaryFolder { parent in
      let url = parent.appendingPathComponent("bert", isDirectory: true)
      try FileManager.default.copyItem(at: original.deletingLastPathComponent(), to: url)
      let file = url.appendingPathComponent(original.lastPathComponent)
      for _ in 0..<150 {
        try Data(mutator.mutant(ofJSON: good)).write(to: file)
        do {
          let folder = EncoderFolder(url)
          let store = ParameterStore(sources: [
            try folder.source(.bert(readsPooler: true), prefix: "")
          ])
          _ = try BertModel(folder.bertConfiguration(), addsPooler: true, store.root)
          try store.verify()
        } catch {
          numRefused += 1
          let line = String(describing: error)
          #expect(!line.contains { $0.isNewline } && line.utf8.count < 20_000, "\(line)")
          let isOurs =
            error is EncoderFolderError || error is ShardIndexError || error is ParameterError
            || error is SafetensorsError
          #expect(isOurs, "\(type(of: error)): \(line)")
        }
      }
    }
    #expect(numRefused > 50)
  }
}
