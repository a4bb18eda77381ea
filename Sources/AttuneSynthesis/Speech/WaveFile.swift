import Foundation

/// Writes 16-bit mono PCM as RIFF/WAVE.
enum WaveFile {
  /// The bytes of a file that holds `samples`, −1 … 1.
  static func data(_ samples: [Float], sampleRate: Int) -> Data {
    var data = Data(capacity: 44 + samples.count * 2)
    func append(_ value: some FixedWidthInteger) {
      withUnsafeBytes(of: value.littleEndian) { data.append(contentsOf: $0) }
    }
    data.append(contentsOf: "RIFF".utf8)
    append(UInt32(36 + samples.count * 2))
    data.append(contentsOf: "WAVEfmt ".utf8)
    append(UInt32(16))
    append(UInt16(1))  // PCM
    append(UInt16(1))  // mono
    append(UInt32(sampleRate))
    append(UInt32(sampleRate * 2))
    append(UInt16(2))
    append(UInt16(16))
    data.append(contentsOf: "data".utf8)
    append(UInt32(samples.count * 2))
    let pcm = samples.withUnsafeBufferPointer { source in
      [Int16](unsafeUninitializedCapacity: source.count) { target, count in
        count = source.count
        for index in 0..<count {
          target[index] = Int16((source[index] * 32_767).rounded()).littleEndian
        }
      }
    }
    pcm.withUnsafeBytes { data.append(contentsOf: $0) }
    return data
  }
}
