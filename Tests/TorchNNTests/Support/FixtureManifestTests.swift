import Foundation
import Testing
import TorchTestSupport

@Suite struct FixtureManifestTests {
  @Test func `Every fixture is the file that the manifest lists`() throws {
    try FixtureManifest.expectMatches(.module)
  }
}
