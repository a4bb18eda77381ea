import AttuneCore
import CFFmpeg
import Foundation

/// Decodes the frames of a video that are needed.
///
/// Frames are chosen by their order of presentation, whatever the header says: one pass over the
/// packets finds the frames there are, a second decodes from the keyframe before each one wanted.
/// Where the frames that come out are not those the packets promised (damage, fields in packets of
/// their own, hidden frames, packets without times), all frames are decoded and counted instead.
/// Safe to call from many threads.
public enum VideoDecoder {
  /// Frames of a file, evenly from the first to the last.
  ///
  /// Damaged frames are mended or left out and counted; the call fails only if none can be used.
  ///
  /// - Throws: ``MediaError``, naming the file.
  public static func decode(_ url: URL, settings: VideoSettings = VideoSettings())
    throws(MediaError) -> VideoClip
  {
    try settings.validate()
    let file = try InputFile(url, .video)
    let timeline = FrameTimeline(file)
    guard !timeline.packets.isEmpty else {
      if file.numReadErrors > 0 { throw .unreadable(url, reason: "no part of it can be read") }
      throw .zeroLength(url, .video)
    }
    let numReadErrors = file.numReadErrors
    var clip: VideoClip
    if let selected = try SelectedFrames.decode(url, timeline, settings) {
      clip = selected
    } else {
      clip = try CountedFrames.decode(url, settings)
    }
    clip.numDecodingErrors += numReadErrors
    clip.cutShort = ContainerExtent.shortfall(of: url)
    return clip
  }
}
