import CCairo

/// A cairo image of a square video frame, and the few strokes that a face needs.
///
/// Not `Sendable`: a clip's encoder owns one.
final class Canvas {
  /// Width and height in pixels.
  let size: Int
  let context: OpaquePointer
  private let surface: OpaquePointer
  private let grain: OpaquePointer
  /// The bytes of `grain`, which cairo does not copy.
  private let grainBytes: UnsafeMutablePointer<UInt8>

  init(size: Int) throws(SynthesisError) {
    guard let surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(size), Int32(size)),
      cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS,
      let context = cairo_create(surface), cairo_status(context) == CAIRO_STATUS_SUCCESS
    else { throw .mediaUnavailable("cairo gives no image of \(size)×\(size) pixels") }
    let numBytes = GrainTile.size * GrainTile.size * 4
    grainBytes = .allocate(capacity: numBytes)
    grainBytes.update(from: GrainTile.pixels, count: numBytes)
    guard
      let grain = cairo_image_surface_create_for_data(
        grainBytes, CAIRO_FORMAT_ARGB32, Int32(GrainTile.size), Int32(GrainTile.size),
        Int32(GrainTile.size * 4))
    else {
      grainBytes.deallocate()
      throw .mediaUnavailable("cairo gives no image for the noise")
    }
    self.size = size
    self.surface = surface
    self.context = context
    self.grain = grain
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
    cairo_surface_destroy(grain)
    grainBytes.deallocate()
  }

  /// The pixels, BGRA as cairo has them, rows of ``stride`` bytes.
  var pixels: UnsafeMutablePointer<UInt8>? {
    cairo_surface_flush(surface)
    return cairo_image_surface_get_data(surface)
  }

  /// Bytes from one row to the next.
  var stride: Int { Int(cairo_image_surface_get_stride(surface)) }

  /// Writes the image as PNG, for people to look at.
  func writePNG(to path: String) -> Bool {
    cairo_surface_write_to_png(surface, path) == CAIRO_STATUS_SUCCESS
  }

  /// Sets the colour of the next fill or stroke.
  func set(_ colour: Colour, _ alpha: Double = 1) {
    cairo_set_source_rgba(context, colour.red, colour.green, colour.blue, alpha)
  }

  /// Adds an ellipse to the path.
  func ellipse(_ x: Double, _ y: Double, _ radiusX: Double, _ radiusY: Double) {
    cairo_save(context)
    cairo_translate(context, x, y)
    cairo_scale(context, max(radiusX, 1e-4), max(radiusY, 1e-4))
    cairo_new_sub_path(context)
    cairo_arc(context, 0, 0, 1, 0, 2 * .pi)
    cairo_restore(context)
  }

  /// Fills an ellipse.
  func fillEllipse(
    _ x: Double, _ y: Double, _ radiusX: Double, _ radiusY: Double, _ colour: Colour,
    _ alpha: Double = 1
  ) {
    ellipse(x, y, radiusX, radiusY)
    set(colour, alpha)
    cairo_fill(context)
  }

  func move(_ x: Double, _ y: Double) { cairo_move_to(context, x, y) }
  func line(_ x: Double, _ y: Double) { cairo_line_to(context, x, y) }

  /// Adds a Bézier curve by its two control points and its end.
  func curve(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ x: Double, _ y: Double
  ) {
    cairo_curve_to(context, x1, y1, x2, y2, x, y)
  }

  func fill(_ colour: Colour, _ alpha: Double = 1) {
    set(colour, alpha)
    cairo_fill(context)
  }

  func stroke(_ colour: Colour, width: Double, _ alpha: Double = 1) {
    set(colour, alpha)
    cairo_set_line_width(context, width)
    cairo_stroke(context)
  }

  /// Fills the whole frame, light on one side.
  func shade(side: Double, light: Double, dark: Double) {
    let extent = Double(size)
    let gradient = cairo_pattern_create_linear(0, 0, extent, extent * 0.4)
    let (left, right) = side < 0 ? (light, dark) : (dark, light)
    for (stop, value) in [(0.0, left), (1.0, right)] {
      cairo_pattern_add_color_stop_rgba(
        gradient, stop, value > 0 ? 1 : 0, value > 0 ? 1 : 0, value > 0 ? 0.95 : 0, abs(value))
    }
    cairo_set_source(context, gradient)
    cairo_paint(context)
    cairo_pattern_destroy(gradient)
  }

  /// Lays the noise of a sensor over the frame.
  func addGrain(x: Double, y: Double, strength: Double) {
    let free = Double(GrainTile.size - size)
    // Whole pixels, or cairo would smooth the noise away.
    cairo_set_source_surface(
      context, grain, -(x * free).rounded(.down), -(y * free).rounded(.down))
    cairo_paint_with_alpha(context, strength)
  }
}

/// Black and white specks of random strength, drawn once.
private enum GrainTile {
  static let size = 256
  static let pixels: [UInt8] = {
    var random = SeededRandom(seed: 2, path: "grain")
    var pixels = [UInt8](repeating: 0, count: size * size * 4)
    for pixel in 0..<(size * size) {
      let bits = random.next()
      let alpha = UInt8((bits & 0xff) * (bits >> 8 & 0xff) / 255 * 70 / 255)
      let value = bits >> 16 & 1 == 1 ? alpha : 0  // premultiplied
      for channel in 0..<3 { pixels[pixel * 4 + channel] = value }
      pixels[pixel * 4 + 3] = alpha
    }
    return pixels
  }()
}
