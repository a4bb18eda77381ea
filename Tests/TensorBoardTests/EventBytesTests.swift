import Foundation
import Testing

@testable import TensorBoard

@Suite struct EventBytesTests {
  /// A file that Scripts/fixtures/tensorboard_events.py made.
  private func fixture(_ name: String) throws -> Data {
    let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    return try Data(contentsOf: folder.appendingPathComponent(name))
  }

  @Test func eventsOfEveryKindHaveTheBytesThatTensorBoardItselfWrites() throws {
    let picture = try #require(PNGImage(try fixture("picture.png")))
    let values: [String: Hyperparameter] = [
      "rate": .number(0), "model": .text("audio"), "deep": .flag(false),
    ]
    let events = [
      Event(wallTime: 1.5, step: 0, content: .fileVersion),
      Event(wallTime: 2.5, step: 7, content: .sessionStart),
      Event(
        wallTime: 3.25, step: 3_000_000_000,
        content: .summaries([
          .scalar("loss/train", 0.1), .scalar("loss/zero", 0), .scalar("loss/broken", .infinity),
          .image("picture", picture), .text("configuration", markdown: "# größer"),
        ])),
      Event(
        wallTime: 4, step: 0,
        content: .summaries([
          .experiment(
            values, metrics: [HyperparameterMetric(tag: "loss/train", displayName: "loss")],
            created: 10),
          .sessionStart(values, group: "A", started: 11),
          .sessionEnd(succeeded: true, ended: 12),
        ])),
    ]
    let expected = Array(try fixture("events.bin"))
    var offset = 0
    for (number, event) in events.enumerated() {
      let bytes = Record.bytes(event.encoded)
      #expect(
        expected.dropFirst(offset).prefix(bytes.count).elementsEqual(bytes), "event \(number)")
      offset += bytes.count
    }
    #expect(offset == expected.count)
  }

  // RFC 3720, appendix B.4.
  @Test func theCheckIsThatOfTheStandard() {
    #expect(CRC32C.checksum([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
    #expect(CRC32C.checksum([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
    #expect(CRC32C.checksum(UInt8(0)..<32) == 0x46DD_794E)
    #expect(CRC32C.checksum([]) == 0)
  }

  @Test func negativeNumbersTakeTenBytes() {
    var message = WireMessage()
    message.add(1, -1)
    #expect(message.bytes == [0x08] + [UInt8](repeating: 0xFF, count: 9) + [0x01])
  }

  @Test func aPictureTellsItsSizeAndWhatIsNoneIsRefused() throws {
    let data = try fixture("picture.png")
    let picture = try #require(PNGImage(data))
    #expect((picture.width, picture.height) == (3, 2))
    for count in 0..<24 { #expect(PNGImage(data.prefix(count)) == nil) }
    for index in 0..<16 where !(8..<12).contains(index) {
      var damaged = data
      damaged[index] ^= 1
      #expect(PNGImage(damaged) == nil)
    }
    var empty = data
    empty[19] = 0
    #expect(PNGImage(empty) == nil)
  }
}
