import CCairo
import Foundation

/// Draws one person in one scene.
///
/// Inside the head the unit is half the height of the head, the origin lies between the eyes' level
/// and the nose, and y grows downwards.
struct FacePainter {
  let face: FaceAppearance
  let scene: Scene

  private var shadow: Colour { face.skin.scaled(0.78) }
  private var line: Colour { face.skin.scaled(0.5) }

  /// Paints a whole frame.
  func paint(_ pose: FacePose, on canvas: Canvas) {
    let context = canvas.context
    let size = Double(canvas.size)
    cairo_save(context)
    cairo_scale(context, size, size)
    cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    canvas.set(scene.backdrop)
    cairo_paint(context)

    cairo_translate(context, 0.5 + scene.shiftX, 0.5 + scene.shiftY)
    cairo_rotate(context, scene.tilt)
    cairo_scale(context, scene.zoom * 0.36, scene.zoom * 0.36)
    body(canvas)
    let lift = pose.expression.headLift
    cairo_translate(context, pose.headX / 0.36, 0.02 - lift * 0.07 + pose.headY / 0.36)
    cairo_rotate(context, pose.lean)
    backHair(canvas)
    head(canvas)
    // Throwing the head back moves the features up within the outline.
    cairo_translate(context, 0, -0.05 * lift)
    eyes(pose, canvas)
    nose(pose.expression, canvas)
    if face.beard > 0 { beard(canvas) }
    mouth(pose, canvas)
    brows(pose.expression, canvas)
    if face.hasGlasses { glasses(canvas) }
    cairo_translate(context, 0, 0.05 * lift)
    frontHair(canvas)
    cairo_restore(context)

    canvas.shade(
      side: scene.lightSide, light: 0.12 * abs(scene.lightSide) + max(0, scene.exposure),
      dark: -0.22 * abs(scene.lightSide) + min(0, scene.exposure))
    canvas.addGrain(x: pose.grainX, y: pose.grainY, strength: scene.grain)
  }

  private func body(_ canvas: Canvas) {
    canvas.move(-1.5, 2.2)
    canvas.curve(-1.4, 1.1, -0.7, 1.15, -0.3, 1.02)
    canvas.line(0.3, 1.02)
    canvas.curve(0.7, 1.15, 1.4, 1.1, 1.5, 2.2)
    canvas.fill(face.clothes)
    canvas.move(-0.27, 0.6)
    canvas.line(0.27, 0.6)
    canvas.line(0.3, 1.06)
    canvas.curve(0.1, 1.3, -0.1, 1.3, -0.3, 1.06)
    canvas.fill(shadow)
  }

  private func backHair(_ canvas: Canvas) {
    let width = face.headWidth
    switch face.hair {
    case .long:
      canvas.move(-width * 0.9, -0.5)
      canvas.curve(-width * 1.45, -1.28, width * 1.45, -1.28, width * 1.02, -0.4)
      canvas.curve(width * 1.35, 0.4, width * 1.25, 0.9, width * 1.1, 1.15)
      canvas.line(-width * 1.1, 1.15)
      canvas.curve(-width * 1.25, 0.9, -width * 1.35, 0.4, -width * 1.02, -0.4)
      canvas.fill(face.hairColour.scaled(0.85))
    case .curly:
      for place in 0..<11 {
        let angle = Double.pi * (1.02 + 0.96 * Double(place) / 10)
        canvas.fillEllipse(
          polar(angle, width * 1.02).x, -0.12 + polar(angle, 0.98).y, 0.27, 0.27,
          face.hairColour.scaled(0.9))
      }
    case .bun: canvas.fillEllipse(0, -1.12, 0.3, 0.26, face.hairColour.scaled(0.85))
    case .short, .fringe, .bald: break
    }
  }

  private func polar(_ angle: Double, _ radius: Double) -> (x: Double, y: Double) {
    (radius * cos(angle), radius * sin(angle))
  }

  /// The outline of the head, from the top, clockwise.
  private func outline(_ canvas: Canvas) {
    let width = face.headWidth
    let jaw = 0.42 + 0.3 * face.jaw
    canvas.move(0, -1)
    canvas.curve(width * 0.75, -1, width * 1.05, -0.6, width, -0.05)
    canvas.curve(width * 0.97, 0.45, width * jaw * 1.25, 0.93, 0, 1)
    canvas.curve(-width * jaw * 1.25, 0.93, -width * 0.97, 0.45, -width, -0.05)
    canvas.curve(-width * 1.05, -0.6, -width * 0.75, -1, 0, -1)
  }

  private func head(_ canvas: Canvas) {
    let width = face.headWidth
    for side in [-1.0, 1.0] {
      canvas.fillEllipse(side * width * 1.0, 0.05, 0.12, 0.2, shadow)
    }
    outline(canvas)
    canvas.fill(face.skin)
    for side in [-1.0, 1.0] {
      canvas.fillEllipse(side * width * 0.55, 0.3, 0.2, 0.15, Colour(0.9, 0.35, 0.3), 0.12)
    }
    if face.wrinkles > 0 {
      for side in [-1.0, 1.0] {
        canvas.move(side * 0.3, 0.28)
        canvas.curve(side * 0.4, 0.4, side * 0.44, 0.5, side * 0.42, 0.6)
        canvas.stroke(line, width: 0.03, 0.4 * face.wrinkles)
      }
      canvas.move(-0.3, -0.6)
      canvas.curve(-0.1, -0.64, 0.1, -0.64, 0.3, -0.6)
      canvas.stroke(line, width: 0.025, 0.35 * face.wrinkles)
    }
  }

  private func frontHair(_ canvas: Canvas) {
    let width = face.headWidth
    let colour = face.hairColour
    switch face.hair {
    case .bald:
      for side in [-1.0, 1.0] {
        canvas.fillEllipse(side * width * 0.98, -0.22, 0.09, 0.28, colour)
      }
    case .fringe:
      canvas.move(-width * 1.03, 0.0)
      canvas.curve(-width * 1.25, -1.4, width * 1.25, -1.4, width * 1.03, 0.0)
      canvas.curve(width * 0.98, -0.3, width * 0.9, -0.5, width * 0.78, -0.58)
      canvas.curve(width * 0.3, -0.5, -width * 0.3, -0.5, -width * 0.78, -0.58)
      canvas.curve(-width * 0.9, -0.5, -width * 0.98, -0.3, -width * 1.03, 0.0)
      canvas.fill(colour)
    case .short, .bun, .curly, .long:
      canvas.move(-width * 1.03, -0.1)
      canvas.curve(-width * 1.2, -1.4, width * 1.2, -1.4, width * 1.03, -0.1)
      canvas.curve(width * 0.95, -0.55, width * 0.5, -0.72, width * 0.1, -0.78)
      canvas.curve(-width * 0.4, -0.74, -width * 0.9, -0.6, -width * 1.03, -0.1)
      canvas.fill(colour)
    }
  }
}
