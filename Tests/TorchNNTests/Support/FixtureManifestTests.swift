import Foundation
import Testing

@Suite struct FixtureManifestTests {
  private struct Manifest: Decodable {
    let seed: Int
    let versions: [String: String]
    let sha256: [String: String]
  }

  @Test func `Every fixture is the file that the manifest lists`() throws {
    let folder = try #require(Fixture.folder)
    let manifest = try JSONDecoder().decode(
      Manifest.self, from: Data(contentsOf: folder.appendingPathComponent("MANIFEST.json")))
    #expect(manifest.versions["torch"] != nil)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".safetensors") }.sorted()
    #expect(names == manifest.sha256.keys.sorted())

    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
    process.arguments = names
    process.currentDirectoryURL = folder
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let expected = names.map { "\(manifest.sha256[$0] ?? "")  \($0)\n" }.joined()
    #expect(String(decoding: data, as: UTF8.self) == expected)
  }
}
