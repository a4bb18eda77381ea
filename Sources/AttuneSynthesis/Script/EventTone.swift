import AttuneCore

/// How an event sounds when it is told without a feeling.
///
/// Tones are coarser than classes on purpose: a bad event may leave one person sad and another
/// afraid, so that words alone do not give the class away.
enum EventTone: String, CaseIterable, Sendable {
  case good, sudden, bad, wrong, others, plain

  /// How likely each tone is for a class.
  static func weights(for emotion: Emotion) -> [(EventTone, Double)] {
    switch emotion {
    case .happy: [(.good, 0.5), (.plain, 0.25), (.sudden, 0.15), (.others, 0.1)]
    case .surprised: [(.sudden, 0.45), (.good, 0.3), (.others, 0.15), (.plain, 0.1)]
    case .fear: [(.bad, 0.4), (.sudden, 0.35), (.plain, 0.25)]
    case .sad: [(.bad, 0.55), (.plain, 0.25), (.wrong, 0.1), (.others, 0.1)]
    case .angry: [(.wrong, 0.55), (.bad, 0.15), (.others, 0.15), (.plain, 0.15)]
    case .disgusted: [(.wrong, 0.65), (.plain, 0.25), (.sudden, 0.1)]
    case .contempt: [(.others, 0.4), (.wrong, 0.4), (.plain, 0.2)]
    }
  }
}
