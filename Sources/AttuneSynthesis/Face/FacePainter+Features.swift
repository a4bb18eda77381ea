import CCairo

extension FacePainter {
  private var eyeX: Double { 0.32 * face.eyeDistance * face.headWidth / 0.76 }
  private var eyeY: Double { -0.1 }
  private var dark: Colour { face.skin.scaled(0.42) }
  private var lip: Colour { face.skin.mixed(Colour(0.72, 0.22, 0.24), 0.55) }

  /// Eyes with their lids, which open, narrow and blink.
  func eyes(_ pose: FacePose, _ canvas: Canvas) {
    let open = pose.expression.eyeOpen
    let lids = open > 0 ? 1 + 0.75 * open : 1 + 0.6 * open
    let width = 0.165 * face.eyeSize * (1 + 0.06 * max(0, open))
    let height = max(0.012, 0.098 * face.eyeSize * max(0.12, lids) * (1 - pose.blink))
    for side in [-1.0, 1.0] {
      let x = side * eyeX
      canvas.ellipse(x, eyeY, width, height)
      cairo_save(canvas.context)
      cairo_clip_preserve(canvas.context)
      canvas.fill(Colour(0.97, 0.97, 0.96))
      let gazeX = x + 0.05 * pose.gazeX
      let gazeY = eyeY + 0.04 * pose.gazeY
      let iris = 0.085 * face.eyeSize
      canvas.fillEllipse(gazeX, gazeY, iris, iris, face.eyeColour)
      canvas.fillEllipse(gazeX, gazeY, iris * 0.5, iris * 0.5, Colour(0.03, 0.03, 0.03))
      canvas.fillEllipse(gazeX + 0.025, gazeY - 0.03, 0.02, 0.02, Colour(1, 1, 1))
      cairo_restore(canvas.context)
      // The upper lid is the darker line.
      canvas.move(x - width, eyeY)
      canvas.curve(
        x - width * 0.6, eyeY - height * 1.25, x + width * 0.6, eyeY - height * 1.25, x + width,
        eyeY)
      canvas.stroke(Colour(0.1, 0.07, 0.06), width: 0.035, 0.9)
      // Raised cheeks fold the lower lid of a real smile and of a wrinkled nose.
      let fold = max(max(0, pose.expression.smile), pose.expression.noseWrinkle)
      if fold > 0.05 {
        canvas.move(x - width, eyeY + 0.1)
        canvas.curve(x - 0.05, eyeY + 0.15, x + 0.05, eyeY + 0.15, x + width, eyeY + 0.08)
        canvas.stroke(dark, width: 0.022, 0.5 * min(1, fold))
      }
    }
  }

  /// Brows, whose inner and outer ends move apart from each other.
  func brows(_ expression: Expression, _ canvas: Canvas) {
    let colour = face.hairColour.mixed(Colour(0.1, 0.07, 0.05), 0.5)
    for side in [-1.0, 1.0] {
      // A smirk raises the brow of its side.
      let raise = expression.browRaise + (side > 0 ? 0.75 * expression.smirk : 0)
      let base = eyeY - 0.235 - 0.15 * raise
      let innerY = base - 0.14 * expression.browInner + 0.03
      let outerY = base + 0.05 * expression.browInner + 0.04
      let together = 0.05 * max(0, -expression.browInner)
      let inner = side * (eyeX - 0.17 - together)
      let outer = side * (eyeX + 0.2)
      canvas.move(inner, innerY)
      canvas.curve(
        inner + (outer - inner) * 0.3, innerY - 0.06, inner + (outer - inner) * 0.7, base - 0.06,
        outer, outerY)
      canvas.stroke(colour, width: 0.075 * face.browThickness)
    }
    // Frown lines above the nose, and the long ones of raised brows.
    let frown = max(0, -expression.browInner)
    if frown > 0.15 {
      for side in [-1.0, 1.0] {
        canvas.move(side * 0.05, -0.38)
        canvas.line(side * 0.04, -0.24)
        canvas.stroke(dark, width: 0.025, 0.65 * min(1, frown))
      }
    }
    if expression.browRaise > 0.3 {
      for level in [-0.62, -0.7] {
        canvas.move(-0.3, level)
        canvas.curve(-0.1, level - 0.03, 0.1, level - 0.03, 0.3, level)
        canvas.stroke(dark, width: 0.02, 0.4 * min(1, expression.browRaise))
      }
    }
  }

  /// The nose and its wrinkles.
  func nose(_ expression: Expression, _ canvas: Canvas) {
    let wrinkle = max(0, expression.noseWrinkle)
    let tip = 0.2 + 0.1 * face.noseLength - 0.04 * wrinkle
    let wing = 0.1 + 0.025 * wrinkle
    canvas.move(-0.04, -0.05)
    canvas.curve(-0.07, tip * 0.5, -wing, tip - 0.06, -wing, tip)
    canvas.curve(-wing * 0.5, tip + 0.06, wing * 0.5, tip + 0.06, wing, tip)
    canvas.stroke(dark, width: 0.028, 0.6)
    guard wrinkle > 0.1 else { return }
    for step in 0..<3 {
      let y = -0.06 + 0.07 * Double(step)
      canvas.move(-0.085, y + 0.03)
      canvas.curve(-0.03, y - 0.02, 0.03, y - 0.02, 0.085, y + 0.03)
      canvas.stroke(dark, width: 0.024, 0.7 * min(1, wrinkle))
    }
    for side in [-1.0, 1.0] {
      canvas.move(side * (wing + 0.02), tip - 0.05)
      canvas.curve(
        side * 0.22, tip + 0.02, side * 0.3, tip + 0.12, side * 0.32, tip + 0.24)
      canvas.stroke(dark, width: 0.025, 0.6 * min(1, wrinkle))
    }
  }

  /// The mouth: corners by the feeling, lips by the loudness.
  func mouth(_ pose: FacePose, _ canvas: Canvas) {
    let expression = pose.expression
    let gap = min(0.3, 0.17 * pose.lips + 0.21 * max(0, expression.jawDrop))
    let width =
      0.31 * face.mouthWidth * (1 + 0.35 * expression.mouthWidth) * (1 - 0.35 * gap)
    let y = 0.56 - 0.06 * max(0, expression.noseWrinkle)
    let corner = -0.13 * expression.smile
    let left = (x: -width, y: y + corner)
    // A smirk pulls one corner up and out.
    let right = (
      x: width * (1 + 0.2 * expression.smirk), y: y + corner - 0.15 * expression.smirk
    )
    let bow = y - gap * 0.35 + 0.03 * expression.smile
    let upper = 0.05 * face.lipFullness
    let lower = 0.07 * face.lipFullness
    let floor = y + gap * 0.75 + 0.07 * expression.smile

    // Lips as one shape, then the inside of the mouth over it.
    canvas.move(left.x, left.y)
    canvas.curve(left.x * 0.5, bow - upper, -0.06, bow - upper * 1.3, 0, bow - upper * 0.8)
    canvas.curve(0.06, bow - upper * 1.3, right.x * 0.5, bow - upper, right.x, right.y)
    canvas.curve(
      right.x * 0.6, floor + lower * 1.25, left.x * 0.6, floor + lower * 1.25, left.x, left.y)
    canvas.fill(lip)
    if gap > 0.025 {
      canvas.move(left.x * 0.92, left.y)
      canvas.curve(left.x * 0.5, bow, right.x * 0.5, bow, right.x * 0.92, right.y)
      canvas.curve(right.x * 0.55, floor, left.x * 0.55, floor, left.x * 0.92, left.y)
      cairo_save(canvas.context)
      cairo_clip_preserve(canvas.context)
      canvas.fill(Colour(0.22, 0.05, 0.06))
      canvas.fillEllipse(0, bow - 0.01, width * 0.7, 0.055, Colour(0.95, 0.94, 0.9))
      canvas.fillEllipse(0, floor + 0.04, width * 0.5, 0.09, Colour(0.75, 0.3, 0.32))
      cairo_restore(canvas.context)
      cairo_new_path(canvas.context)
    } else {
      canvas.move(left.x, left.y)
      canvas.curve(
        left.x * 0.5, (bow + floor) / 2, right.x * 0.5, (bow + floor) / 2, right.x, right.y)
      canvas.stroke(lip.scaled(0.5), width: 0.03)
    }
    // Dimples mark the corners of a smile or a smirk.
    for (place, depth) in [(left, expression.smile), (right, expression.smile + expression.smirk)]
    where depth > 0.25 {
      let side = place.x < 0 ? -1.0 : 1.0
      canvas.move(place.x + side * 0.05, place.y - 0.08)
      canvas.curve(
        place.x + side * 0.09, place.y - 0.02, place.x + side * 0.09, place.y + 0.03,
        place.x + side * 0.05, place.y + 0.07)
      canvas.stroke(dark, width: 0.024, 0.55 * min(1, depth))
    }
  }

  /// A beard round the chin and a moustache.
  func beard(_ canvas: Canvas) {
    let width = face.headWidth
    let colour = face.hairColour.mixed(face.skin, 0.25)
    canvas.move(-width * 0.93, 0.2)
    canvas.curve(-width * 0.85, 0.7, -width * 0.5, 1.02, 0, 1.02)
    canvas.curve(width * 0.5, 1.02, width * 0.85, 0.7, width * 0.93, 0.2)
    canvas.curve(width * 0.7, 0.45, width * 0.5, 0.42, 0, 0.38)
    canvas.curve(-width * 0.5, 0.42, -width * 0.7, 0.45, -width * 0.93, 0.2)
    canvas.fill(colour, 0.45 + 0.4 * face.beard)
    canvas.fillEllipse(0, 0.6, 0.33, 0.17, face.skin)
  }

  /// Round glasses.
  func glasses(_ canvas: Canvas) {
    let frame = Colour(0.12, 0.12, 0.14)
    for side in [-1.0, 1.0] {
      canvas.ellipse(side * eyeX, eyeY + 0.02, 0.225, 0.2)
      canvas.stroke(frame, width: 0.03)
      canvas.move(side * (eyeX + 0.22), eyeY)
      canvas.line(side * face.headWidth, eyeY - 0.05)
      canvas.stroke(frame, width: 0.03)
    }
    canvas.move(-eyeX + 0.22, eyeY)
    canvas.line(eyeX - 0.22, eyeY)
    canvas.stroke(frame, width: 0.03)
  }
}
