import AttuneDigest
import Foundation
import Testing

/// The list of a folder of fixtures, which says how they were made.
public struct FixtureManifest: Decodable {
  private enum CodingKeys: String, CodingKey { case versions, sha256 }

  /// Versions of the packages that made the fixtures.
  public let versions: [String: String]
  /// SHA-256 of each file.
  public let sha256: [String: String]

  /// Expects every fixture of a bundle to be the file that its manifest lists.
  public static func expectMatches(_ bundle: Bundle) throws {
    let folder = try #require(bundle.url(forResource: "Fixtures", withExtension: nil))
    let manifest = try JSONDecoder().decode(
      Self.self, from: Data(contentsOf: folder.appendingPathComponent("MANIFEST.json")))
    #expect(manifest.versions["torch"] != nil)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".safetensors") }.sorted()
    #expect(names == manifest.sha256.keys.sorted())

    for name in names {
      var digest = RunningDigest(.sha256)
      digest.update(try Data(contentsOf: folder.appendingPathComponent(name)))
      #expect(digest.digits() == manifest.sha256[name], "\(name)")
    }
  }
}
