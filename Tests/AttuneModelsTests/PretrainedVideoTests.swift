import AttuneCore
import AttuneEncoders
import AttuneMedia
import AttuneTestSupport
import Foundation
import Safetensors
import Testing
import Torch
import TorchNN

@testable import AttuneModels

/// Model B with the hub's video encoder.
@Suite struct PretrainedVideoTests {
  private func configuration(
    _ folder: URL, change: (inout VideoConfiguration) -> Void = { _ in }
  ) throws -> (PretrainedEncoders, MediaConfiguration) {
    var configuration = ModelConfiguration.tiny(.video)
    configuration.video?.pretrained = folder.path
    if var video = configuration.video {
      change(&video)
      configuration.video = video
    }
    let encoders = try PretrainedEncoders(configuration)
    var media = MediaConfiguration(audio: AudioSettings(), resize: .bilinear)
    let preprocessing = try #require(encoders.videoPreprocessing)
    media.adopt(
      preprocessing, frameSize: try #require(encoders.configuration.video).frameSize)
    return (encoders, media)
  }

  @Test func `A folder of the hub is model B's video encoder, bit by bit`() throws {
    try withTemporaryFolder { folder in
      try EncoderFolders.timeSformer(in: folder)
      let (encoders, media) = try configuration(folder)
      #expect(encoders.configuration.video?.encoder.pooling == .classToken)
      let pipeline = PipelineConfiguration(
        inputs: .honest, media: media, model: encoders.configuration)
      let settings = try #require(pipeline.videoSettings)
      #expect((settings.numFrames, settings.height, settings.width) == (3, 12, 12))
      #expect(settings.shortestEdge == 16)
      #expect(media.pixels.mean == [0.45, 0.4, 0.35])
      let (store, _) = try ModelBuilder.build(
        encoders.configuration, inputs: .honest, seed: 1, sources: encoders.sources)
      let file = try SafetensorsFile(
        contentsOf: folder.appendingPathComponent("model.safetensors"))
      let prefix = "video_encoder."
      let own = store.parameters.filter { $0.path.hasPrefix(prefix) }
      #expect(own.count == file.names.count)
      for parameter in own {
        let bytes = try file.bytes(String(parameter.path.dropFirst(prefix.count)))
        #expect(try parameter.tensor.detach().bytes() == bytes, "\(parameter.path)")
        #expect(parameter.tensor.requiresGrad)
      }
    }
  }

  @Test func `Frozen, it is not trained, and runs without gradients`() throws {
    try withTemporaryFolder { folder in
      try EncoderFolders.timeSformer(in: folder)
      let (encoders, _) = try configuration(folder) {
        $0.isFrozen = true
        $0.encoder.pooling = .mean
      }
      #expect(encoders.configuration.video?.encoder.pooling == .mean)
      let (store, _) = try ModelBuilder.build(
        encoders.configuration, inputs: .honest, seed: 1, sources: encoders.sources)
      #expect(!store.trainableParameters.contains { $0.path.hasPrefix("video_encoder.") })
      #expect(store.trainableParameters.contains { $0.path == "video_stand_in" })
    }
  }

  @Test func `Other frames and another size keep the ratio of what is cut out`() throws {
    try withTemporaryFolder { folder in
      try EncoderFolders.timeSformer(in: folder)
      let (encoders, media) = try configuration(folder) {
        $0.numFrames = 2
        $0.imageSize = 24
      }
      let pipeline = PipelineConfiguration(
        inputs: .honest, media: media, model: encoders.configuration)
      try pipeline.model.validate()
      let settings = try #require(pipeline.videoSettings)
      #expect((settings.numFrames, settings.height, settings.shortestEdge) == (2, 24, 32))
      let store = ParameterStore(sources: encoders.sources)
      let encoder = try TimeSformer(
        try #require(pipeline.model.video).encoder, store.root["video_encoder"])
      try store.verify()
      #expect(
        try encoder(Tensor.zeros([1, 2, 3, 24, 24]), mode: .evaluation).shape == [1, 8])
    }
  }

  @Test func `A size that the patches do not divide is an error that names the key`() throws {
    try withTemporaryFolder { folder in
      try EncoderFolders.timeSformer(in: folder)
      let (encoders, _) = try configuration(folder) { $0.imageSize = 18 }
      let error = #expect(throws: ModelConfigurationError.self) {
        try encoders.configuration.validate()
      }
      #expect(error?.key == "video.image_size")
    }
  }
}
