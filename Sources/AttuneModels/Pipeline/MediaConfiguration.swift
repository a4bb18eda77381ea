import AttuneEncoders
import AttuneMedia

/// How media become arrays; the `media:` section of a run's configuration.
///
/// The size and number of video frames are the video encoder's own, so they stand there and not
/// here.
public struct MediaConfiguration: Codable, Sendable, Equatable {
  /// How sound is decoded.
  public var audio: AudioSettings
  /// How a video frame is scaled.
  public var resize: VideoSettings.Resize
  /// What a frame's shorter edge is scaled to before its middle is cut out; `nil` squeezes the whole
  /// frame into the encoder's size.
  public var shortestEdge: Int?
  /// How colours become numbers.
  public var pixels: PixelScale

  enum CodingKeys: String, CodingKey {
    case audio, resize
    case shortestEdge = "shortest_edge"
    case pixels
  }

  /// Creates the settings.
  public init(
    audio: AudioSettings, resize: VideoSettings.Resize, shortestEdge: Int? = nil,
    pixels: PixelScale = .imageNet
  ) {
    self.audio = audio
    self.resize = resize
    self.shortestEdge = shortestEdge
    self.pixels = pixels
  }

  /// Takes over what a pretrained video encoder expects of frames.
  ///
  /// - Parameters:
  ///   - preprocessing: what the encoder's folder says.
  ///   - frameSize: the size of the run's frames; the shorter edge keeps its ratio to it.
  public mutating func adopt(_ preprocessing: VideoPreprocessing, frameSize: Int) {
    pixels = PixelScale(
      mean: preprocessing.mean, standardDeviation: preprocessing.standardDeviation)
    shortestEdge = preprocessing.shortestEdge.map {
      max(frameSize, ($0 * frameSize + preprocessing.frameSize / 2) / preprocessing.frameSize)
    }
  }
}
