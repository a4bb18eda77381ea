import CFFmpeg

/// The discrete Fourier transform of real numbers, by FFmpeg's libavutil.
///
/// Not safe to share between threads: each use makes its own.
final class RealFourierTransform {
  /// How many real numbers are transformed.
  let size: Int

  private var forward: OpaquePointer?
  private var backward: OpaquePointer?
  private var runForward: av_tx_fn?
  private var runBackward: av_tx_fn?
  /// Aligned as the fast kernels want it.
  private let samples: UnsafeMutablePointer<Float>
  private let bins: UnsafeMutablePointer<AVComplexFloat>

  /// Prepares a transform.
  ///
  /// - Parameter count: how many numbers it must have room for; the next power of two is taken.
  /// - Throws: ``MediaError/invalidSettings(_:)`` where there is not enough memory.
  init(atLeast count: Int) throws(MediaError) {
    var size = 16
    while size < count { size *= 2 }
    self.size = size
    let failure = MediaError.invalidSettings("a Fourier transform of \(size) samples has no room")
    guard let memory = av_mallocz(size * MemoryLayout<Float>.stride) else { throw failure }
    samples = memory.bindMemory(to: Float.self, capacity: size)
    guard let memory = av_mallocz((size / 2 + 1) * MemoryLayout<AVComplexFloat>.stride) else {
      av_free(samples)
      throw failure
    }
    bins = memory.bindMemory(to: AVComplexFloat.self, capacity: size / 2 + 1)
    var (scale, inverseScale) = (Float(1), 1 / Float(size))
    guard
      av_tx_init(&forward, &runForward, AV_TX_FLOAT_RDFT, 0, Int32(size), &scale, 0) >= 0,
      av_tx_init(&backward, &runBackward, AV_TX_FLOAT_RDFT, 1, Int32(size), &inverseScale, 0) >= 0
    else { throw failure }
  }

  deinit {
    av_tx_uninit(&forward)
    av_tx_uninit(&backward)
    av_free(samples)
    av_free(bins)
  }

  /// The spectrum, bins 0…size ÷ 2, of numbers that are continued with zeros up to ``size``.
  func spectrum(of numbers: [Float]) -> [AVComplexFloat] {
    let count = min(numbers.count, size)
    numbers.withUnsafeBufferPointer { source in
      for index in 0..<count { samples[index] = source[index] }
    }
    for index in count..<size { samples[index] = 0 }
    runForward?(forward, bins, samples, MemoryLayout<Float>.stride)
    return Array(UnsafeBufferPointer(start: bins, count: size / 2 + 1))
  }

  /// The first `count` numbers of a spectrum, the inverse of ``spectrum(of:)``.
  func numbers(of spectrum: [AVComplexFloat], count: Int) -> [Float] {
    for index in 0...size / 2 {
      bins[index] = index < spectrum.count ? spectrum[index] : AVComplexFloat()
    }
    runBackward?(backward, samples, bins, MemoryLayout<AVComplexFloat>.stride)
    return Array(UnsafeBufferPointer(start: samples, count: min(count, size)))
  }
}
