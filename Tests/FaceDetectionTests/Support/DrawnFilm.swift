import AttuneMedia
import Foundation
import Testing

@testable import AttuneSynthesis

/// Pictures of faces as the synthetic corpus has them, and of none.
enum DrawnFilm {
  static let size = 128

  static func canvas(hasFace: Bool) throws -> Canvas {
    let canvas = try Canvas(size: size)
    guard hasFace else { return canvas }
    var random = SeededRandom(seed: 1, path: "scene")
    FacePainter(face: Person(id: 13, seed: 42).face, scene: Scene(random: &random)).paint(
      FacePose(
        expression: Expression(), lips: 0, blink: 0, headX: 0, headY: 0, lean: 0, gazeX: 0,
        gazeY: 0, grainX: 0, grainY: 0), on: canvas)
    return canvas
  }

  /// Writes a film of some frames; those that are true show a face, the others are black.
  static func write(_ frames: [Bool], _ name: String = "film.mp4", in folder: URL) throws -> URL {
    let url = folder.appendingPathComponent(name)
    let encoder = try ClipEncoder(
      path: url.path, size: size, frameRate: 12, sampleRate: Resampler.sampleRate)
    for hasFace in frames { try encoder.add(canvas(hasFace: hasFace)) }
    try encoder.addSound(of: [Float](repeating: 0, count: 2_000), isRest: true)
    try encoder.finish()
    return url
  }
}
