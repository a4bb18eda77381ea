import AttuneCore
import AttuneModels
import Foundation
import Testing
import Torch
import TorchNN
import TorchTestSupport

@Suite struct ModelParityTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    let kind: ModelConfiguration.Kind
    let pooling: TextConfiguration.Pooling
    let inputs: InputPolicy
    var layers = AudioConfiguration.Layers.last

    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "audio", kind: .audio, pooling: .classToken, inputs: .reference),
    Case(name: "audio_bare", kind: .audio, pooling: .mean, inputs: .bare),
    Case(
      name: "audio_weighted", kind: .audio, pooling: .mean, inputs: .bare, layers: .weighted),
    Case(name: "video", kind: .video, pooling: .mean, inputs: .reference),
    Case(name: "video_bare", kind: .video, pooling: .classToken, inputs: .bare),
  ]

  @Test(arguments: cases)
  func `A padded batch gives the logits and gradients of PyTorch's turn by turn`(
    case: Case
  ) throws {
    let reference = try ReferenceCase(`case`.name, in: .module)
    let (store, model) = try ModelBuilder.build(
      .tiny(`case`.kind, pooling: `case`.pooling, layers: `case`.layers), inputs: `case`.inputs,
      seed: 1,
      sources: [try reference.source()])
    let logits = try model(Batch(reference), mode: .evaluation)
    #expect(logits.shape == [3, 4])
    try reference.expect(output: logits, store: store)
    for parameter in store.parameters where !parameter.tensor.requiresGrad {
      #expect(parameter.tensor.grad == nil)
    }
  }

  @Test func `The fixtures are the files that their manifest lists`() throws {
    try FixtureManifest.expectMatches(.module)
  }
}
