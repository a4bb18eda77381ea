import CFFmpeg
import Foundation

/// Encodes sound of any number of channels, in the first format that its encoder takes.
struct SoundEncoder: TestEncoder {
  private let sound: MediaFile.Sound
  private let encoding: EncodingStream

  init(_ sound: MediaFile.Sound, _ output: UnsafeMutablePointer<AVFormatContext>) throws {
    self.sound = sound
    encoding = try EncodingStream(sound.codec, output) { codec in
      codec.pointee.sample_rate = sound.sampleRate
      codec.pointee.sample_fmt = codec.pointee.codec.pointee.sample_fmts[0]
      codec.pointee.bit_rate = sound.bitRate
      av_channel_layout_default(&codec.pointee.ch_layout, Int32(sound.channels.count))
      codec.pointee.time_base = AVRational(num: 1, den: sound.sampleRate)
    }
  }

  func run(into output: UnsafeMutablePointer<AVFormatContext>) throws {
    let count = sound.channels[0].count
    let block =
      encoding.codec.pointee.frame_size > 0 ? Int(encoding.codec.pointee.frame_size) : 1024
    for start in stride(from: 0, to: count, by: block) {
      var frame = av_frame_alloc()
      defer { av_frame_free(&frame) }
      guard let frame else { continue }
      frame.pointee.format = encoding.codec.pointee.sample_fmt.rawValue
      frame.pointee.sample_rate = sound.sampleRate
      frame.pointee.nb_samples = Int32(min(block, count - start))
      av_channel_layout_copy(&frame.pointee.ch_layout, &encoding.codec.pointee.ch_layout)
      try MediaFile.check(av_frame_get_buffer(frame, 0), "allocate frame")
      fill(frame, from: start)
      frame.pointee.pts = Int64(start)
      try encoding.send(frame, into: output)
    }
    try encoding.send(nil, into: output)
  }

  private func fill(_ frame: UnsafeMutablePointer<AVFrame>, from start: Int) {
    let format = encoding.codec.pointee.sample_fmt
    let isPlanar = av_sample_fmt_is_planar(format) == 1
    let numChannels = sound.channels.count
    for (channel, samples) in sound.channels.enumerated() {
      guard let plane = frame.pointee.extended_data[isPlanar ? channel : 0] else { continue }
      let raw = UnsafeMutableRawPointer(plane)
      for index in 0..<Int(frame.pointee.nb_samples) {
        let place = isPlanar ? index : index * numChannels + channel
        let sample = samples[start + index]
        switch av_get_packed_sample_fmt(format) {
        case AV_SAMPLE_FMT_S16:
          raw.storeBytes(
            of: Int16((sample * 32767).rounded()), toByteOffset: 2 * place, as: Int16.self)
        case AV_SAMPLE_FMT_S32:
          raw.storeBytes(
            of: Int32(sample * 32767) << 16, toByteOffset: 4 * place, as: Int32.self)
        default:
          raw.storeBytes(of: sample, toByteOffset: 4 * place, as: Float.self)
        }
      }
    }
  }
}
