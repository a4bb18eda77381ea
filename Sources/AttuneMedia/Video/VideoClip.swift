/// The frames of a video that were asked for, decoded.
public struct VideoClip: Equatable, Sendable {
  /// `[F, height, width, 3]`, 8-bit RGB, row by row, upright as a player would show it.
  public var pixels: [UInt8]

  /// `F`, as asked for: a clip with fewer frames repeats its last one.
  public var numFrames: Int

  /// Rows of a frame.
  public var height: Int

  /// Columns of a frame.
  public var width: Int

  /// The place of each frame among all frames of the file in presentation order, from 0.
  public var frameIndices: [Int]

  /// When each frame is shown, in seconds from the first frame of the file.
  public var frameSeconds: [Double]

  /// How many frames the file truly has, whatever its header says.
  public var numSourceFrames: Int

  /// The length of the whole video in seconds, from its first frame to the end of its last.
  public var durationSeconds: Double

  /// How many packets or frames were damaged among those decoded.
  public var numDecodingErrors: Int

  /// What is missing where the file ends before its header says, otherwise `nil`.
  public var cutShort: String?

  /// Makes a clip from its parts; for pictures that do not come from a file.
  ///
  /// Frames are taken as 1/25 s apart where `frameSeconds` is left out.
  public init(
    pixels: [UInt8], numFrames: Int, height: Int, width: Int, frameIndices: [Int]? = nil,
    frameSeconds: [Double]? = nil, numSourceFrames: Int? = nil, durationSeconds: Double? = nil,
    numDecodingErrors: Int = 0, cutShort: String? = nil
  ) {
    self.pixels = pixels
    self.numFrames = numFrames
    self.height = height
    self.width = width
    self.frameIndices = frameIndices ?? Array(0..<numFrames)
    self.frameSeconds = frameSeconds ?? (0..<numFrames).map { Double($0) / 25 }
    self.numSourceFrames = numSourceFrames ?? numFrames
    self.durationSeconds = durationSeconds ?? Double(numFrames) / 25
    self.numDecodingErrors = numDecodingErrors
    self.cutShort = cutShort
  }
}
