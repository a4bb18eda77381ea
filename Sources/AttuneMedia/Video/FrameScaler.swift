import CFFmpeg
import Foundation

/// Brings decoded frames to RGB, size and upright position.
final class FrameScaler {
  /// What the conversion depends on; a stream may change it on the way.
  private struct Source: Equatable {
    var width: Int32
    var height: Int32
    var format: Int32
    var colorSpace: UInt32
    var isFullRange: Bool
  }

  private let url: URL
  private let settings: VideoSettings
  private let orientation: DisplayOrientation
  private var context: OpaquePointer?
  private var source: Source?
  private var geometry: FrameGeometry?
  /// The scaled frame before turning.
  private var picture: [UInt8] = []
  private var stride = 0

  init(_ url: URL, settings: VideoSettings, orientation: DisplayOrientation) {
    self.url = url
    self.settings = settings
    self.orientation = orientation
  }

  deinit {
    sws_freeContext(context)
  }

  /// Appends `height × width × 3` bytes of the frame to `pixels`.
  func append(_ frame: UnsafeMutablePointer<AVFrame>, to pixels: inout [UInt8]) throws(MediaError) {
    let geometry = try prepare(for: frame)
    var targetStride = Int32(stride)
    let planes = Self.planes(of: frame)
    let rows = picture.withUnsafeMutableBufferPointer { picture in
      var target = picture.baseAddress
      return withUnsafePointer(to: &frame.pointee.linesize) { strides in
        strides.withMemoryRebound(to: Int32.self, capacity: Int(AV_NUM_DATA_POINTERS)) {
          sws_scale(context, planes, $0, 0, frame.pointee.height, &target, &targetStride)
        }
      }
    }
    guard rows == scaledSize(geometry).height else {
      throw .unreadable(url, reason: "a frame cannot be converted to RGB")
    }
    let size = settings.height * settings.width * 3
    let turned = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      picture.withUnsafeBufferPointer { picture in
        guard let start = buffer.baseAddress, let source = picture.baseAddress else { return }
        orientation.apply(from: source, stride: stride, to: start, geometry)
        count = size
      }
    }
    pixels.append(contentsOf: turned)
  }

  /// The size before turning.
  private func scaledSize(_ geometry: FrameGeometry) -> (height: Int, width: Int) {
    let (height, width) = (geometry.wholeHeight, geometry.wholeWidth)
    return orientation.isTransposed ? (width, height) : (height, width)
  }

  private static func planes(of frame: UnsafeMutablePointer<AVFrame>) -> [UnsafePointer<UInt8>?] {
    let data = frame.pointee.data
    return [data.0, data.1, data.2, data.3].map { plane in plane.map { UnsafePointer($0) } }
  }

  /// Makes the conversion for frames like this one.
  private func prepare(
    for frame: UnsafeMutablePointer<AVFrame>
  ) throws(MediaError) -> FrameGeometry {
    let source = Source(
      width: frame.pointee.width, height: frame.pointee.height, format: frame.pointee.format,
      colorSpace: frame.pointee.colorspace.rawValue, isFullRange: Self.isFullRange(frame))
    if source == self.source, let geometry { return geometry }
    self.source = nil
    let (height, width) = (Int(source.height), Int(source.width))
    let upright = orientation.isTransposed ? (width, height) : (height, width)
    guard let geometry = FrameGeometry(of: upright.0, upright.1, settings: settings) else {
      throw .unreadable(url, reason: "frames of \(width)×\(height) are too long and narrow")
    }
    let scaled = scaledSize(geometry)
    // With room behind each row: swscale's vector code writes in blocks.
    stride = (scaled.width * 3 + 64 + 63) / 64 * 64
    picture = [UInt8](repeating: 0, count: stride * scaled.height + 64)
    sws_freeContext(context)
    let kernel = settings.resize == .area ? SWS_AREA : SWS_BILINEAR
    // Exact rounding and chroma at full size: the same bytes from every processor's vector code.
    let flags = kernel | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP | SWS_BITEXACT
    context = sws_getContext(
      source.width, source.height, AVPixelFormat(rawValue: source.format), Int32(scaled.width),
      Int32(scaled.height), AV_PIX_FMT_RGB24, flags, nil, nil, nil)
    guard let context else {
      throw .unreadable(
        url, reason: "frames of \(source.width)×\(source.height) cannot be converted to RGB")
    }
    // An unspecified space is BT.601, as FFmpeg and what is built on it take it. The call refuses
    // sources that are RGB already, for which it means nothing.
    sws_setColorspaceDetails(
      context, sws_getCoefficients(Int32(source.colorSpace)), source.isFullRange ? 1 : 0,
      sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, 1 << 16, 1 << 16)
    self.source = source
    self.geometry = geometry
    return geometry
  }

  /// Whether black is 0 and white 255, by the stream's word or by the kind of format.
  private static func isFullRange(_ frame: UnsafeMutablePointer<AVFrame>) -> Bool {
    if frame.pointee.color_range == AVCOL_RANGE_JPEG { return true }
    if frame.pointee.color_range == AVCOL_RANGE_MPEG { return false }
    let format = AVPixelFormat(rawValue: frame.pointee.format)
    guard let descriptor = av_pix_fmt_desc_get(format) else { return false }
    let isRGB = descriptor.pointee.flags & UInt64(AV_PIX_FMT_FLAG_RGB) != 0
    let isGray = descriptor.pointee.nb_components < 3
    return isRGB || isGray || String(cString: descriptor.pointee.name).hasPrefix("yuvj")
  }
}
