import AttuneCore
import AttuneModels
import AttuneTestSupport
import Foundation
import Testing
import Torch
import TorchNN
import TorchTestSupport

@Suite(.drawsRandomNumbers) struct MediaHeadTests {
  private func build(
    _ kind: ModelConfiguration.Kind, mediaLoss: Double
  ) throws -> (store: ParameterStore, model: any EmotionModel, batch: Batch) {
    var configuration = ModelConfiguration.tiny(kind, modalityDropout: 0)
    configuration.mediaLoss = mediaLoss
    let (store, model) = try ModelBuilder.build(configuration, inputs: .reference, seed: 4)
    let name = kind == .audio ? "audio" : "video"
    return (store, model, try Batch(ReferenceCase(name, in: .module)))
  }

  @Test(arguments: [ModelConfiguration.Kind.audio, .video])
  func `In training, each speaker's utterance with a medium answers for its turn`(
    kind: ModelConfiguration.Kind
  ) throws {
    let (_, model, batch) = try build(kind, mediaLoss: 1)
    let rows =
      kind == .audio ? batch.sounds.flatMap(\.rows) : batch.clips.flatMap(\.rows)
    let speaker = try #require(Utterance.Role.allCases.firstIndex(of: .speaker))
    let roles = try batch.roles.int64s()
    let turns = batch.utteranceCounts.enumerated().flatMap {
      Array(repeating: $0.offset, count: $0.element)
    }
    let expected = rows.sorted().filter { roles[$0] == speaker }.map { turns[$0] }
    let media = try #require(try model.output(batch, mode: .training).media)
    #expect(media.turns == expected)
    #expect(media.logits.shape == [expected.count, 4])
  }

  @Test(arguments: [ModelConfiguration.Kind.audio, .video])
  func `The auxiliary loss reaches the media encoder and leaves the words alone`(
    kind: ModelConfiguration.Kind
  ) throws {
    let (store, model, batch) = try build(kind, mediaLoss: 1)
    let media = try #require(try model.output(batch, mode: .training).media)
    let targets = try Tensor(media.turns.map { Int64($0 % 4) }, shape: [media.turns.count])
    try CrossEntropyLoss()(media.logits, targets: targets).backward()
    let moved = store.trainableParameters.filter { $0.tensor.grad != nil }.map(\.path)
    #expect(moved.contains { $0.hasPrefix(kind == .audio ? "audio_encoder" : "video_encoder") })
    #expect(moved.contains("media_head.weight"))
    #expect(!moved.contains { $0.hasPrefix("text_encoder") })
  }

  @Test(arguments: [ModelConfiguration.Kind.audio, .video])
  func `Evaluation asks no head, and without the loss there is none`(
    kind: ModelConfiguration.Kind
  ) throws {
    let (_, asked, batch) = try build(kind, mediaLoss: 1)
    #expect(try asked.output(batch, mode: .evaluation).media == nil)
    let (store, model, _) = try build(kind, mediaLoss: 0)
    #expect(try model.output(batch, mode: .training).media == nil)
    #expect(!store.parameters.contains { $0.path.hasPrefix("media_head") })
  }
}
