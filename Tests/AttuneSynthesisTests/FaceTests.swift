import AttuneCore
import Testing

@testable import AttuneSynthesis

struct FaceTests {
  private func pixels(_ expression: Expression, lips: Double = 0, person: Int = 1) throws
    -> [UInt8]
  {
    var random = SeededRandom(seed: 1, path: "scene")
    let scene = Scene(random: &random)
    let canvas = try Canvas(size: 96)
    FacePainter(face: Person(id: person, seed: 42).face, scene: scene).paint(
      FacePose(
        expression: expression, lips: lips, blink: 0, headX: 0, headY: 0, lean: 0, gazeX: 0,
        gazeY: 0, grainX: 0, grainY: 0), on: canvas)
    let bytes = try #require(canvas.pixels)
    return Array(UnsafeBufferPointer(start: bytes, count: canvas.stride * canvas.size))
  }

  private func difference(_ one: [UInt8], _ other: [UInt8]) -> Double {
    zip(one, other).reduce(0.0) { $0 + abs(Double($1.0) - Double($1.1)) } / Double(one.count)
  }

  @Test func `every class has a face of its own`() throws {
    let neutral = try pixels(Expression())
    let faces = try Emotion.allCases.map { try pixels(.prototype($0)) }
    for (place, face) in faces.enumerated() {
      #expect(difference(face, neutral) > 0.2)
      for other in faces.prefix(place) { #expect(difference(face, other) > 0.2) }
    }
  }

  @Test func `a face is the same each time it is drawn`() throws {
    #expect(try pixels(.prototype(.fear)) == pixels(.prototype(.fear)))
  }

  @Test func `loudness opens the lips`() throws {
    let shut = try pixels(Expression(), lips: 0)
    let open = try pixels(Expression(), lips: 1)
    #expect(difference(shut, open) > 0.1)

    var random = SeededRandom(seed: 9, path: "display")
    let display = EmotionDisplay(.sad, neighbours: [.fear], random: &random)
    let animation = FaceAnimation(
      display, loudness: [0, 0, 1, 1, 1, 0, 0, 0], frameRate: 12, random: &random)
    #expect(animation.poses.count == 8)
    #expect(animation.poses[4].lips > animation.poses[1].lips + 0.5)
    #expect(animation.poses[7].lips < 0.2)
  }

  @Test func `voice and face confuse different classes`() {
    let heard = Emotion.allCases.map { Set(Prosody.neighbours(of: $0)) }
    let seen = Emotion.allCases.map { Set(Expression.neighbours(of: $0)) }
    #expect(heard != seen)
    for emotion in Emotion.allCases {
      #expect(!heard[emotion.index].contains(emotion) && !heard[emotion.index].isEmpty)
      #expect(!seen[emotion.index].contains(emotion) && !seen[emotion.index].isEmpty)
    }
  }
}
