import AttuneCore
import AttuneEncoders
import AttuneMedia

/// All that turns a conversation turn into probabilities: what the model may see, how media are
/// decoded, and the network.
///
/// It is a part of a run's `run.yaml`; the same value builds the pipeline for training and for
/// use, so the two cannot differ.
public struct PipelineConfiguration: Codable, Sendable, Equatable {
  /// What the model is allowed to see.
  public var inputs: InputPolicy
  /// How media become arrays.
  public var media: MediaConfiguration
  /// The network.
  public var model: ModelConfiguration

  /// Creates a pipeline's configuration.
  public init(inputs: InputPolicy, media: MediaConfiguration, model: ModelConfiguration) {
    self.inputs = inputs
    self.media = media
    self.model = model
  }
}

extension PipelineConfiguration {
  /// How video is decoded for the model's encoder, or `nil` where the model sees none.
  public var videoSettings: VideoSettings? {
    model.video.map { video in
      VideoSettings(
        numFrames: video.numFrames ?? video.encoder.numFrames, height: video.frameSize,
        width: video.frameSize, shortestEdge: media.shortestEdge, resize: media.resize)
    }
  }
}
