import CEspeak
import Foundation
import Synchronization

/// espeak-ng in this process: text in, samples out, no sound device.
///
/// The library is one set of globals, so a lock lets one utterance in at a time; it speaks far
/// faster than faces are drawn. Every setting is made anew for every utterance, which keeps what is
/// spoken independent of what was spoken before.
enum SpeechEngine {
  /// The library's state: its sample rate once it is up.
  private static let sampleRate = Mutex<Int?>(nil)

  /// Speaks `text`.
  ///
  /// - Parameters:
  ///   - rate: Words per minute.
  ///   - pitch: espeak-ng's setting, 0 … 100.
  ///   - range: espeak-ng's setting, 0 … 100.
  /// - Returns: The samples and their rate, 22,050 Hz.
  /// - Throws: ``SynthesisError/speechUnavailable(_:)``.
  static func speak(
    _ text: String, voice: String, rate: Double, pitch: Double, range: Double
  ) throws(SynthesisError) -> (samples: [Int16], sampleRate: Int) {
    let result: Result<([Int16], Int), SynthesisError> = sampleRate.withLock { state in
      do throws(SynthesisError) {
        let hertz: Int
        if let running = state { hertz = running } else { hertz = try start() }
        state = hertz
        try load(voice: voice)
        for (parameter, value) in [
          (espeakRATE, min(max(rate, 90), 320)), (espeakPITCH, min(max(pitch, 0), 99)),
          (espeakRANGE, min(max(range, 0), 99)), (espeakVOLUME, 100),
        ] {
          espeak_ng_SetParameter(parameter, Int32(value.rounded()), 0)
        }
        // The wave generator keeps its phase between utterances; a short one that nobody hears
        // brings it to the same phase every time.
        _ = try utter("Hm.")
        return .success((try utter(text), hertz))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private static func start() throws(SynthesisError) -> Int {
    let hertz = espeak_Initialize(
      AUDIO_OUTPUT_SYNCHRONOUS, 0, nil, Int32(espeakINITIALIZE_DONT_EXIT))
    guard hertz > 0 else {
      throw .speechUnavailable("espeak-ng finds no voice data")
    }
    espeak_SetSynthCallback { samples, count, events in
      if let samples, count > 0, let owner = events?.pointee.user_data {
        Unmanaged<SampleBuffer>.fromOpaque(owner).takeUnretainedValue()
          .samples.append(contentsOf: UnsafeBufferPointer(start: samples, count: Int(count)))
      }
      return 0
    }
    return Int(hertz)
  }

  /// Hands the library a voice file; it reads voices from files alone, so this one lives in memory.
  private static func load(voice: String) throws(SynthesisError) {
    let descriptor = memfd_create("attune-voice", 0)
    guard descriptor >= 0 else {
      throw .speechUnavailable("no memory file for the voice: \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    let bytes = Array(voice.utf8)
    guard write(descriptor, bytes, bytes.count) == bytes.count,
      // Short and in lower case: the library copies at most 60 bytes and lower-cases them.
      espeak_ng_SetVoiceByFile("/proc/self/fd/\(descriptor)") == ENS_OK
    else { throw .speechUnavailable("espeak-ng does not take the voice file") }
  }

  private static func utter(_ text: String) throws(SynthesisError) -> [Int16] {
    let buffer = SampleBuffer()
    let bytes = Array(text.utf8CString)
    let status = espeak_Synth(
      bytes, bytes.count, 0, POS_CHARACTER, 0, UInt32(espeakCHARS_UTF8), nil,
      Unmanaged.passUnretained(buffer).toOpaque())
    guard status == EE_OK else {
      throw .speechUnavailable("espeak-ng cannot speak “\(text)” (status \(status.rawValue))")
    }
    return withExtendedLifetime(buffer) { buffer.samples }
  }
}

/// Where the library's callback puts samples.
private final class SampleBuffer {
  var samples: [Int16] = []
}
