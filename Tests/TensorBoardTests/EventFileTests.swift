import AttuneCore
import AttuneTestSupport
import Foundation
import Testing

@testable import TensorBoard

@Suite struct EventFileTests {
  @Test func everyFileSortsBehindTheOnesBefore() throws {
    try withTemporaryFolder { folder in
      var names: [String] = []
      for number in 0..<3 {
        let file = try EventFile(in: folder)
        #expect(file.isFirst == (number == 0))
        names.append(file.url.lastPathComponent)
      }
      #expect(names == names.sorted() && Set(names).count == 3)
      #expect(names.allSatisfy { $0.hasPrefix("events.out.tfevents.") })
      #expect(try EventFile.files(in: folder) == names)
    }
  }

  @Test func aFileOfAClockThatRanAheadDoesNotComeLast() throws {
    try withTemporaryFolder { folder in
      let ahead = "events.out.tfevents.2147483000.other.1.0"
      for name in [ahead, "events.out.tfevents.99999999999999999999.x", "events.out.tfevents"] {
        try Data().write(to: folder.appendingPathComponent(name))
      }
      let file = try EventFile(in: folder)
      #expect(file.url.lastPathComponent.hasPrefix("events.out.tfevents.2147483001."))
      #expect(!file.isFirst)
    }
  }

  @Test func eventsStandInTheFileAsSoonAsTheyAreAdded() throws {
    try withTemporaryFolder { folder in
      let file = try EventFile(in: folder.appendingPathComponent("run/tensorboard"), from: 5)
      let events = try records(of: file.url)
      #expect(events.count == 2)
      try file.add([.scalar("loss", 1), .scalar("accuracy", 0.5)], step: 6)
      try file.add([], step: 7)
      try file.add([.text("note", markdown: "x")], step: 8)
      #expect(try records(of: file.url).count == 4)
    }
  }

  @Test func anEventThatDoesNotFitOnTheDiskIsTakenBack() throws {
    try withTemporaryFolder { folder in
      let file = try EventFile(in: folder)
      try file.add([.scalar("loss", 1)], step: 1)
      let whole = try Data(contentsOf: file.url)
      let system = file.write
      file.write = { descriptor, bytes, count in
        guard count > 20 else {
          errno = ENOSPC
          return -1
        }
        return system(descriptor, bytes, count - 20)
      }
      let error = try #require(throws: FileError.self) {
        try file.add([.scalar("loss", 2)], step: 2)
      }
      #expect(error.path == file.url.path)
      #expect(try Data(contentsOf: file.url) == whole)
      file.write = system
      try file.add([.scalar("loss", 3)], step: 3)
      #expect(try records(of: file.url).count == 4)
    }
  }

  @Test func aFolderThatCannotBeMadeIsNamed() throws {
    try withTemporaryFolder { folder in
      let blocked = folder.appendingPathComponent("file")
      try Data().write(to: blocked)
      let error = try #require(throws: FileError.self) {
        try EventFile(in: blocked.appendingPathComponent("tensorboard"))
      }
      #expect(error.path.hasPrefix(blocked.path))
    }
  }

  /// The data of a file's records, whose lengths and checks are compared.
  private func records(of url: URL) throws -> [[UInt8]] {
    var rest = Array(try Data(contentsOf: url))[...]
    var found: [[UInt8]] = []
    while !rest.isEmpty {
      let length = rest.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
      let data = Array(rest.dropFirst(12).prefix(length))
      let record = Record.bytes(data)
      try #require(rest.prefix(record.count).elementsEqual(record))
      found.append(data)
      rest = rest.dropFirst(record.count)
    }
    return found
  }
}
