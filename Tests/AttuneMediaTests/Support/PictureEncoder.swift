import CFFmpeg
import Foundation

/// Encodes gray pictures.
struct PictureEncoder: TestEncoder {
  private let pictures: MediaFile.Pictures
  private let encoding: EncodingStream

  init(_ pictures: MediaFile.Pictures, _ output: UnsafeMutablePointer<AVFormatContext>) throws {
    self.pictures = pictures
    encoding = try EncodingStream(pictures.codec, output, options: pictures.options) { codec in
      codec.pointee.width = Int32(pictures.width)
      codec.pointee.height = Int32(pictures.height)
      codec.pointee.pix_fmt = AV_PIX_FMT_YUV420P
      codec.pointee.time_base = AVRational(num: 1, den: pictures.ticksPerSecond)
      codec.pointee.framerate = AVRational(num: 25, den: 1)
      codec.pointee.gop_size = Int32(pictures.groupSize)
      codec.pointee.max_b_frames = Int32(pictures.numBFrames)
      codec.pointee.colorspace = pictures.colorSpace
      codec.pointee.color_range = pictures.colorRange
      if pictures.codec == "mpeg4" {
        codec.pointee.flags |= AV_CODEC_FLAG_QSCALE
        codec.pointee.global_quality = 118
      }
    }
    if let turn = pictures.orientation {
      let matrix: [Int32] = [
        turn[0] << 16, turn[1] << 16, 0, turn[2] << 16, turn[3] << 16, 0, 0, 0, 1 << 30,
      ]
      let size = matrix.count * MemoryLayout<Int32>.size
      let target = av_stream_new_side_data(
        encoding.stream, AV_PKT_DATA_DISPLAYMATRIX, size)
      if let target {
        matrix.withUnsafeBytes {
          UnsafeMutableRawBufferPointer(start: target, count: size).copyMemory(from: $0)
        }
      }
    }
  }

  func run(into output: UnsafeMutablePointer<AVFormatContext>) throws {
    for (number, time) in pictures.times.enumerated() {
      var frame = av_frame_alloc()
      defer { av_frame_free(&frame) }
      guard let frame else { continue }
      frame.pointee.format = AV_PIX_FMT_YUV420P.rawValue
      frame.pointee.width = Int32(pictures.width)
      frame.pointee.height = Int32(pictures.height)
      try MediaFile.check(av_frame_get_buffer(frame, 0), "allocate frame")
      paint(frame, number)
      frame.pointee.pts = time
      frame.pointee.quality = encoding.codec.pointee.global_quality
      try encoding.send(frame, into: output, duration: pictures.frameDuration)
    }
    try encoding.send(nil, into: output, duration: pictures.frameDuration)
  }

  private func paint(_ frame: UnsafeMutablePointer<AVFrame>, _ number: Int) {
    let stride = Int(frame.pointee.linesize.0)
    for y in 0..<pictures.height {
      for x in 0..<pictures.width {
        frame.pointee.data.0?[y * stride + x] = pictures.luma(number, x, y)
      }
    }
    for y in 0..<pictures.height / 2 {
      for x in 0..<pictures.width / 2 {
        frame.pointee.data.1?[y * Int(frame.pointee.linesize.1) + x] = pictures.chroma.0
        frame.pointee.data.2?[y * Int(frame.pointee.linesize.2) + x] = pictures.chroma.1
      }
    }
  }
}
