import Foundation

/// A wav written byte by byte, so that its header can say anything.
struct WaveFile {
  var sampleRate = 16_000
  var numChannels = 1
  /// 1 whole numbers, 3 floats.
  var formatTag: UInt16 = 1
  var bitsPerSample = 16
  var body = Data()
  /// What the header says of the body's length; the truth where nil.
  var claimedLength: UInt32?

  static func int16(_ samples: [Int16], sampleRate: Int = 16_000, numChannels: Int = 1) -> Self {
    var file = WaveFile(sampleRate: sampleRate, numChannels: numChannels)
    samples.withUnsafeBytes { file.body.append(contentsOf: $0) }
    return file
  }

  static func float(_ samples: [Float], sampleRate: Int = 16_000, numChannels: Int = 1) -> Self {
    var file = WaveFile(
      sampleRate: sampleRate, numChannels: numChannels, formatTag: 3, bitsPerSample: 32)
    samples.withUnsafeBytes { file.body.append(contentsOf: $0) }
    return file
  }

  var data: Data {
    let block = numChannels * bitsPerSample / 8
    var data = Data("RIFF".utf8)
    func put(_ value: some FixedWidthInteger) {
      withUnsafeBytes(of: value.littleEndian) { data.append(contentsOf: $0) }
    }
    put(UInt32(36 + body.count))
    data += Data("WAVEfmt ".utf8)
    put(UInt32(16))
    put(formatTag)
    put(UInt16(numChannels))
    put(UInt32(sampleRate))
    put(UInt32(sampleRate * block))
    put(UInt16(block))
    put(UInt16(bitsPerSample))
    data += Data("data".utf8)
    put(claimedLength ?? UInt32(body.count))
    return data + body
  }

  @discardableResult
  func write(_ name: String, in folder: URL) throws -> URL {
    let url = folder.appendingPathComponent(name)
    try data.write(to: url)
    return url
  }
}

/// A sine of `frequency` Hz, one value a sample.
func tone(_ frequency: Double, amplitude: Double = 0.5, seconds: Double, sampleRate: Int)
  -> [Float]
{
  (0..<Int((seconds * Double(sampleRate)).rounded())).map {
    Float(amplitude * sin(2 * .pi * frequency * Double($0) / Double(sampleRate)))
  }
}
