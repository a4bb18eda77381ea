import Foundation

/// Writes waveforms for ears and other programs.
public enum SoundFile {
  /// A RIFF/WAVE file of 32-bit floats, mono, at ``AudioClip/sampleRate``, sample for sample.
  public static func wave(_ waveform: [Float]) -> Data {
    let numBytes = waveform.count * MemoryLayout<Float>.stride
    var data = Data(capacity: 58 + numBytes)
    func append(_ value: some FixedWidthInteger) {
      withUnsafeBytes(of: value.littleEndian) { data.append(contentsOf: $0) }
    }
    let rate = UInt32(AudioClip.sampleRate)
    data.append(contentsOf: "RIFF".utf8)
    append(UInt32(clamping: 50 + numBytes))
    data.append(contentsOf: "WAVEfmt ".utf8)
    append(UInt32(18))
    // Floats, one channel, no further fields.
    append(UInt16(3))
    append(UInt16(1))
    append(rate)
    append(rate * 4)
    append(UInt16(4))
    append(UInt16(32))
    append(UInt16(0))
    data.append(contentsOf: "fact".utf8)
    append(UInt32(4))
    append(UInt32(clamping: waveform.count))
    data.append(contentsOf: "data".utf8)
    append(UInt32(clamping: numBytes))
    for sample in waveform { append(sample.bitPattern) }
    return data
  }
}
