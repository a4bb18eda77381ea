import AttuneEncoders
import AttuneText
import Foundation

/// What features are made of.
public enum FeatureInputs {
  /// The lines of a file.
  case texts(TextLines)
  /// Files with sound.
  case audio([URL])
  /// Files with pictures.
  case video([URL])

  /// How many there are.
  public var count: Int {
    switch self {
    case .texts(let lines): lines.count
    case .audio(let files), .video(let files): files.count
    }
  }
}

extension EncoderFamily {
  /// What its encoders take, in words.
  var takes: String {
    switch self {
    case .bert: "texts"
    case .wav2vec2, .hubert: "sound"
    case .timesformer: "video"
    }
  }
}
