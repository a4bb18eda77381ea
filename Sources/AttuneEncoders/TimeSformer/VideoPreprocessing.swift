/// What a video encoder expects of frames, decoded from its `preprocessor_config.json`.
///
/// Frames are scaled bilinearly, either as a whole to a square or by their shorter edge with the
/// middle cut out, divided by 255 and normalised; a file that asks for anything else is refused.
public struct VideoPreprocessing: Decodable, Sendable, Equatable {
  /// Height and width of a frame.
  public var frameSize: Int
  /// What the shorter edge is scaled to before the middle is cut out; `nil` scales the whole frame.
  public var shortestEdge: Int?
  /// What is taken from red, green and blue on a scale of 0…1.
  public var mean: [Double]
  /// What red, green and blue are then divided by.
  public var standardDeviation: [Double]

  private enum CodingKeys: String, CodingKey {
    case size
    case cropSize = "crop_size"
    case crops = "do_center_crop"
    case resizes = "do_resize"
    case rescales = "do_rescale"
    case rescaleFactor = "rescale_factor"
    case normalizes = "do_normalize"
    case resample
    case mean = "image_mean"
    case standardDeviation = "image_std"
  }

  /// A size as one number, as a shortest edge, or as height and width.
  private enum Size: Decodable, Equatable {
    case shortestEdge(Int)
    case whole(height: Int, width: Int)

    enum CodingKeys: String, CodingKey {
      case height, width
      case shortestEdge = "shortest_edge"
    }

    init(from decoder: any Decoder) throws {
      if let number = try? decoder.singleValueContainer().decode(Int.self) {
        self = .shortestEdge(number)
        return
      }
      let values = try decoder.container(keyedBy: CodingKeys.self)
      if let edge = try values.decodeIfPresent(Int.self, forKey: .shortestEdge) {
        self = .shortestEdge(edge)
      } else {
        self = .whole(
          height: try values.decode(Int.self, forKey: .height),
          width: try values.decode(Int.self, forKey: .width))
      }
    }

    /// The side of a square that is cut out.
    var side: Int? {
      switch self {
      case .shortestEdge(let edge): edge
      case .whole(let height, let width): height == width ? height : nil
      }
    }
  }

  /// Decodes the settings; `size` is required, and mean and deviation unless they are not used.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func refused(_ key: CodingKeys, _ reason: String) -> DecodingError {
      .dataCorruptedError(forKey: key, in: values, debugDescription: reason)
    }
    func flag(_ key: CodingKeys, else standard: Bool) throws -> Bool {
      try values.decodeIfPresent(Bool.self, forKey: key) ?? standard
    }
    for key in [CodingKeys.resizes, .rescales] where try !flag(key, else: true) {
      throw refused(key, "is false, but frames are always brought to a size and to a scale of 0…1")
    }
    let factor = try values.decodeIfPresent(Double.self, forKey: .rescaleFactor) ?? 1 / 255
    guard abs(factor * 255 - 1) < 1e-6 else {
      throw refused(.rescaleFactor, "is \(factor), but colours are divided by 255")
    }
    let bilinear = 2
    let resample = try values.decodeIfPresent(Int.self, forKey: .resample) ?? bilinear
    guard resample == bilinear else {
      throw refused(.resample, "is \(resample), but frames are scaled bilinearly (\(bilinear))")
    }
    let size = try values.decode(Size.self, forKey: .size)
    let crop = try values.decodeIfPresent(Size.self, forKey: .cropSize)
    switch (size, try flag(.crops, else: crop != nil)) {
    case (.shortestEdge(let edge), true):
      guard let crop else { throw refused(.cropSize, "is missing") }
      guard let side = crop.side, (1...max(1, edge)).contains(side) else {
        throw refused(.cropSize, "is no square within the shortest edge of \(edge)")
      }
      (frameSize, shortestEdge) = (side, edge)
    case (.whole(let height, let width), let crops):
      guard height == width, height >= 1, !crops || crop == nil || crop?.side == height else {
        throw refused(.size, "is \(height) × \(width), but frames are squares that are not cut")
      }
      (frameSize, shortestEdge) = (height, nil)
    case (.shortestEdge, false):
      throw refused(.size, "is a shortest edge without a crop, but frames are squares")
    }
    guard try flag(.normalizes, else: true) else {
      (mean, standardDeviation) = ([0, 0, 0], [1, 1, 1])
      return
    }
    mean = try values.decode([Double].self, forKey: .mean)
    standardDeviation = try values.decode([Double].self, forKey: .standardDeviation)
    guard mean.count == 3 else { throw refused(.mean, "must hold three numbers") }
    guard standardDeviation.count == 3, standardDeviation.allSatisfy({ $0 > 0 }) else {
      throw refused(.standardDeviation, "must hold three numbers above 0")
    }
  }
}

extension EncoderFolder {
  /// Reads what the folder's video encoder expects of frames.
  ///
  /// - Throws: ``EncoderFolderError`` if there is neither `preprocessor_config.json` nor
  ///   `video_preprocessor_config.json`, or naming the file and the key.
  public func videoPreprocessing() throws -> VideoPreprocessing {
    let names = ["preprocessor_config.json", "video_preprocessor_config.json"]
    for name in names {
      if let settings = try decode(VideoPreprocessing.self, of: name) { return settings }
    }
    throw EncoderFolderError.missingFile(folder: url, name: names[0])
  }
}
