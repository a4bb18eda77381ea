import AttuneCore

/// The muscles of a drawn face; 0 everywhere is a neutral face.
struct Expression: Sendable {
  /// Both brows: −1 pressed down … 1 raised.
  var browRaise = 0.0
  /// Inner ends of the brows: −1 drawn down and together … 1 drawn up.
  var browInner = 0.0
  /// Lids: −1 shut … 1 wide open.
  var eyeOpen = 0.0
  /// Corners of the mouth: −1 down … 1 up.
  var smile = 0.0
  /// How far the jaw hangs, 0 … 1, apart from speaking.
  var jawDrop = 0.0
  /// −1 pursed … 1 stretched.
  var mouthWidth = 0.0
  /// Wrinkled nose and raised upper lip, 0 … 1.
  var noseWrinkle = 0.0
  /// One corner of the mouth and one brow raised, 0 … 1.
  var smirk = 0.0
  /// Head: −1 hanging … 1 thrown back.
  var headLift = 0.0

  /// Every muscle, for blending.
  private static let parts: [any WritableKeyPath<Expression, Double> & Sendable] = [
    \.browRaise, \.browInner, \.eyeOpen, \.smile, \.jawDrop, \.mouthWidth, \.noseWrinkle, \.smirk,
    \.headLift,
  ]

  /// How a class looks when it is shown in full.
  static func prototype(_ emotion: Emotion) -> Expression {
    switch emotion {
    case .happy:
      Expression(browRaise: 0.2, eyeOpen: -0.25, smile: 1, jawDrop: 0.15, mouthWidth: 0.5)
    case .surprised:
      Expression(
        browRaise: 1, eyeOpen: 0.9, smile: 0.05, jawDrop: 0.75, mouthWidth: -0.4, headLift: 0.3)
    case .angry:
      Expression(
        browRaise: -0.5, browInner: -1, eyeOpen: 0.15, smile: -0.5, mouthWidth: -0.1,
        headLift: -0.2)
    case .fear:
      Expression(
        browRaise: 0.75, browInner: 0.6, eyeOpen: 0.8, smile: -0.35, jawDrop: 0.35,
        mouthWidth: 0.3, headLift: 0.1)
    case .sad:
      Expression(
        browRaise: 0.05, browInner: 1, eyeOpen: -0.4, smile: -0.9, mouthWidth: -0.15,
        headLift: -0.7)
    case .disgusted:
      Expression(
        browRaise: -0.45, browInner: -0.6, eyeOpen: -0.5, smile: -0.5, jawDrop: 0.1,
        noseWrinkle: 1)
    case .contempt:
      Expression(
        browRaise: -0.15, browInner: -0.35, eyeOpen: -0.35, smile: -0.1, smirk: 1, headLift: 0.45)
    }
  }

  /// The class that a viewer may take `emotion` for: other pairs than a listener confuses.
  static func neighbours(of emotion: Emotion) -> [Emotion] {
    switch emotion {
    case .happy: [.contempt, .surprised]
    case .surprised: [.fear]
    case .angry: [.disgusted, .contempt]
    case .fear: [.surprised]
    case .sad: [.fear, .angry]
    case .disgusted: [.angry, .contempt]
    case .contempt: [.angry, .disgusted]
    }
  }

  /// What `display` shows on a face.
  init(_ display: EmotionDisplay) {
    let own = Expression.prototype(display.emotion)
    let other = Expression.prototype(display.neighbour)
    self = own.blended(other, display.mixture).scaled(display.intensity)
  }

  /// This expression with `share` of `other`.
  func blended(_ other: Expression, _ share: Double) -> Expression {
    var result = self
    for part in Self.parts {
      result[keyPath: part] += (other[keyPath: part] - result[keyPath: part]) * share
    }
    return result
  }

  /// This expression, stronger or weaker.
  func scaled(_ factor: Double) -> Expression {
    var result = self
    for part in Self.parts { result[keyPath: part] *= factor }
    return result
  }

  init(
    browRaise: Double = 0, browInner: Double = 0, eyeOpen: Double = 0, smile: Double = 0,
    jawDrop: Double = 0, mouthWidth: Double = 0, noseWrinkle: Double = 0, smirk: Double = 0,
    headLift: Double = 0
  ) {
    self.browRaise = browRaise
    self.browInner = browInner
    self.eyeOpen = eyeOpen
    self.smile = smile
    self.jawDrop = jawDrop
    self.mouthWidth = mouthWidth
    self.noseWrinkle = noseWrinkle
    self.smirk = smirk
    self.headLift = headLift
  }
}
