import AttuneCore
import AttuneModels
import Foundation
import Testing
import TorchNN

/// The parameters of the full-size networks beside those that the reference system prints.
///
/// `docs/models.md` explains every difference.
@Suite struct ReferenceCountTests {
  private static let embeddings = (30_522 + 512 + 2) * 768 + 2 * 768
  private static let bertLayer = 4 * (768 * 768 + 768) + 2 * 768 * 3072 + 3072 + 768 + 4 * 768
  private static let bertPooler = 768 * 768 + 768
  /// Age, gender, timbre and both profile tables have a row for unknown, the reference has none.
  private static let unknownRows = 16 + 8 + 8 + 2 * 32

  private func counts(_ kind: ModelConfiguration.Kind) throws -> ParameterCounts {
    var configuration = try ModelConfiguration.preset(.reference, kind: kind)
    // The reference's four vocabularies hold 41,501 strings together; its tables too have one row
    // more each.
    configuration.metadata.topic = 41_501 - 3
    (configuration.metadata.eventScenario, configuration.metadata.emotionCause) = (1, 1)
    configuration.metadata.goalToResponse = 1
    let store = try ModelBuilder.build(configuration, inputs: .reference, seed: 1).store
    return ParameterCounts(store)
  }

  @Test func `Model A has the reference's parameters but for what the documentation names`() throws
  {
    let counts = try counts(.audio)
    let standIns = 768 + 768 + 256
    #expect(counts.total == 211_797_247 - Self.bertPooler + Self.unknownRows + standIns)
    #expect(counts.total == 211_208_543)
    let audio = try #require(counts.parts.first { $0.name == "audio_encoder" })
    #expect(audio.trainable == 0)
    #expect(
      counts.trainable == counts.total - audio.total - Self.embeddings - 6 * Self.bertLayer)
  }

  @Test func `Model B has the reference's parameters but for what the documentation names`() throws
  {
    let counts = try counts(.video)
    let standIns = 768 + 768 + 384
    let crossModal = try #require(counts.parts.first { $0.name == "cross_modal" }).total
    let referenceCrossModal = 4 * (704 * 704 + 704)
    let difference =
      Self.unknownRows + standIns + crossModal - referenceCrossModal - Self.bertPooler
    #expect(counts.total == 137_075_071 + difference)
    #expect(counts.total == 136_274_975)
    // The reference trains the embeddings, and counts its pooler as trained.
    #expect(counts.trainable == 94_547_839 + difference - Self.embeddings)
    #expect(counts.trainable == 69_910_559)
  }
}
