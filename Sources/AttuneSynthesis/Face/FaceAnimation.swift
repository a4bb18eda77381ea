import Foundation

/// The motion of a face over one utterance.
struct FaceAnimation: Sendable {
  /// One pose a video frame.
  let poses: [FacePose]

  /// Animates a face.
  ///
  /// - Parameters:
  ///   - loudness: One value a frame, 0 … 1; it opens the lips.
  ///   - frameRate: Frames a second.
  init(
    _ display: EmotionDisplay, loudness: [Double], frameRate: Int, random: inout SeededRandom
  ) {
    let target = Expression(display)
    let jitter = Expression(
      browRaise: random.normal(0, 0.1), browInner: random.normal(0, 0.1),
      eyeOpen: random.normal(0, 0.1), smile: random.normal(0, 0.12),
      mouthWidth: random.normal(0, 0.12), headLift: random.normal(0, 0.1))
    let swing = random.uniform(0.006...0.016) * (1 + 0.5 * display.intensity)
    let speed = (random.uniform(0.5...0.9), random.uniform(0.9...1.5))
    let phase = (
      random.uniform(0...6.28), random.uniform(0...6.28), random.uniform(0...6.28)
    )
    let swell = random.uniform(0.4...0.9)
    var nextBlink = random.uniform(0.3...2.5)
    var lips = 0.0
    var poses: [FacePose] = []
    poses.reserveCapacity(loudness.count)
    for (frame, level) in loudness.enumerated() {
      let seconds = Double(frame) / Double(frameRate)
      // The feeling swells and ebbs; it is never quite gone.
      let strength = 0.86 + 0.16 * sin(2 * .pi * swell * seconds + phase.2)
      var blink = 0.0
      if seconds >= nextBlink {
        let since = seconds - nextBlink
        blink = max(0, 1 - abs(since - 0.07) / 0.1)
        if since > 0.18 { nextBlink = seconds + random.uniform(1.2...3.8) }
      }
      // Lips open faster than they shut.
      lips += (level - lips) * (level > lips ? 0.8 : 0.55)
      var expression = target.scaled(strength)
      expression.browRaise += jitter.browRaise + 0.08 * (level - 0.4)
      expression.browInner += jitter.browInner
      expression.eyeOpen += jitter.eyeOpen
      expression.smile += jitter.smile
      expression.mouthWidth += jitter.mouthWidth
      expression.headLift += jitter.headLift
      poses.append(
        FacePose(
          expression: expression, lips: lips, blink: blink,
          headX: swing * sin(2 * .pi * speed.0 * seconds + phase.0),
          headY: swing * 0.7 * sin(2 * .pi * speed.1 * seconds + phase.1) + 0.006 * level,
          lean: 2.2 * swing * sin(2 * .pi * speed.0 * 0.7 * seconds + phase.1)
            + 0.07 * target.smirk,
          gazeX: 0.3 * sin(0.9 * seconds + phase.0),
          gazeY: 0.15 * sin(0.7 * seconds + phase.1) - 0.25 * min(0, target.headLift),
          grainX: random.unit(), grainY: random.unit()))
    }
    self.poses = poses
  }
}
