import AttuneMedia

/// How media become arrays; the `media:` section of a run's configuration.
///
/// The size and number of video frames are the video encoder's own, so they stand there and not
/// here.
public struct MediaConfiguration: Codable, Sendable, Equatable {
  /// How sound is decoded.
  public var audio: AudioSettings
  /// How a video frame is brought to the encoder's size.
  public var resize: VideoSettings.Resize

  /// Creates the settings.
  public init(audio: AudioSettings, resize: VideoSettings.Resize) {
    self.audio = audio
    self.resize = resize
  }
}
