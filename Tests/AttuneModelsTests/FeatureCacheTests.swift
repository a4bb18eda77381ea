import AttuneCore
import AttuneMedia
import AttuneTestSupport
import Dispatch
import Foundation
import Testing
import Torch
import TorchNN

@testable import AttuneModels

@Suite struct FeatureCacheTests {
  private func features(_ number: UInt8, rows: Int = 10) throws -> FrozenFeatures {
    try #require(
      FrozenFeatures(
        numRows: rows, size: 25, dtype: .float32,
        bytes: [UInt8](repeating: number, count: rows * 100)))
  }

  @Test func `What was written is read by another cache of the folder, whole`() throws {
    try withTemporaryFolder { folder in
      let cache = try FeatureCache(folder: folder, maximumBytes: 1_000_000)
      let written = try features(7)
      #expect(cache.read("ab1") == nil)
      cache.write(written, "ab1")
      #expect(try FeatureCache(folder: folder, maximumBytes: 1_000_000).read("ab1") == written)
      #expect(cache.statistics == .init(numHits: 0, numMisses: 1))
    }
  }

  @Test func `A damaged or cut entry is none`() throws {
    try withTemporaryFolder { folder in
      let cache = try FeatureCache(folder: folder, maximumBytes: 1_000_000)
      cache.write(try features(7), "ab1")
      let file = folder.appendingPathComponent("ab/ab1")
      let whole = try Data(contentsOf: file)
      for length in [0, 5, 40, whole.count / 2, whole.count - 1] {
        try whole.prefix(length).write(to: file)
        #expect(cache.read("ab1") == nil)
      }
      var flipped = whole
      flipped[whole.count - 3] ^= 1
      try flipped.write(to: file)
      #expect(cache.read("ab1") == nil)
    }
  }

  @Test func `It stays within its size, also when it is opened with a smaller one`() throws {
    try withTemporaryFolder { folder in
      func size() -> Int {
        let files = FileManager.default.enumerator(atPath: folder.path)
        var total = 0
        while files?.nextObject() != nil {
          guard files?.fileAttributes?[.type] as? FileAttributeType == .typeRegular else {
            continue
          }
          total += (files?.fileAttributes?[.size] as? NSNumber)?.intValue ?? 0
        }
        return total
      }
      let cache = try FeatureCache(folder: folder, maximumBytes: 5500)
      for number in 0..<20 { cache.write(try features(UInt8(number)), "k\(number)") }
      #expect(size() <= 5500)
      #expect(cache.statistics.numForgotten >= 15)
      #expect(cache.read("k19") != nil)
      _ = try FeatureCache(folder: folder, maximumBytes: 1500)
      #expect(size() <= 1500)
    }
  }

  @Test func `Many threads may write and read one entry`() throws {
    try withTemporaryFolder { folder in
      let cache = try FeatureCache(folder: folder, maximumBytes: 1_000_000)
      let expected = try features(9, rows: 500)
      DispatchQueue.concurrentPerform(iterations: 16) { _ in
        cache.write(expected, "ab1")
        #expect(cache.read("ab1") == expected)
      }
    }
  }

  @Test func `Bytes that do not fit a shape are no features`() {
    #expect(FrozenFeatures(numRows: 2, size: 3, dtype: .float32, bytes: [1]) == nil)
    #expect(FrozenFeatures(numRows: .max, size: 3, dtype: .float32, bytes: [1]) == nil)
    #expect(FrozenFeatures(numRows: 0, size: 3, dtype: .float32, bytes: []) == nil)
  }
}
