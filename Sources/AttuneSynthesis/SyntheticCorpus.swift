import AttuneCore
import Foundation
import Synchronization

/// Makes a corpus of people who talk about what moves them, with voices and faces.
///
/// The folder has AvaMERG's raw layout: `train.json`, `audio_v5_0/*.wav` (16 kHz, mono, 16 bit) and
/// `video_v5_0/*.mp4` (H.264 and AAC). Text, voice and face each tell the feeling only in part and
/// confuse different classes, so that none of them alone is enough and together they are better.
public enum SyntheticCorpus {
  /// Writes a corpus.
  ///
  /// The same seed and settings give the same bytes; conversation k is the same however many there
  /// are. The folder appears whole or not at all.
  ///
  /// - Parameters:
  ///   - folder: Must be new or empty.
  ///   - conversations: 1 … 99,999. With 32 or more, all 32 emotion words occur.
  ///   - progress: Called after every conversation, on any thread, never twice at once.
  /// - Returns: Counts and durations.
  @discardableResult
  public static func write(
    to folder: URL, conversations: Int = 60, seed: UInt64 = 42,
    settings: SynthesisSettings = SynthesisSettings(),
    progress: (@Sendable (SynthesisProgress) -> Void)? = nil
  ) throws(SynthesisError) -> SynthesisSummary {
    guard (1...99_999).contains(conversations) else {
      throw .invalidSetting("conversations", "\(conversations)", "1 to 99999")
    }
    try settings.validate()
    let staging = try StagingFolder(for: folder)
    defer { staging.remove() }
    let audioFolder = try staging.makeFolder("audio_v5_0")
    let videoFolder = try staging.makeFolder("video_v5_0")

    let cast = Person.cast(seed: seed)
    let scripts = (0..<conversations).map {
      ConversationScript(index: $0, seed: seed, cast: cast, turns: settings.turns)
    }
    let numUtterances = scripts.reduce(0) { $0 + $1.lines.count }
    let work = Mutex(Work())
    DispatchQueue.concurrentPerform(iterations: conversations) { index in
      guard work.withLock({ $0.failure == nil }) else { return }
      let renderer = ConversationRenderer(
        script: scripts[index], seed: seed, settings: settings, audioFolder: audioFolder,
        videoFolder: videoFolder)
      do throws(SynthesisError) {
        let seconds = try renderer.render()
        work.withLock {
          $0.durations[index] = seconds
          $0.utterancesDone += scripts[index].lines.count
          progress?(
            SynthesisProgress(
              conversationsDone: $0.durations.count, numConversations: conversations,
              utterancesDone: $0.utterancesDone))
        }
      } catch {
        work.withLock { $0.failure = $0.failure ?? error }
      }
    }
    let (failure, durations) = work.withLock { ($0.failure, $0.durations) }
    if let failure { throw failure }

    let summary = SynthesisSummary(
      numConversations: conversations, numUtterances: numUtterances,
      // Added in order, or the sum would depend on which thread was first.
      durationSeconds: (0..<conversations).reduce(0) { $0 + (durations[$1] ?? 0) },
      conversationsByEmotion: Dictionary(grouping: scripts, by: \.feeling.emotion)
        .mapValues(\.count))
    try staging.write(scripts.map(\.record), to: "train.json")
    try staging.write(
      CorpusManifest(summary, seed: seed, settings: settings), to: "synthesis.json")
    try staging.write(Data(CorpusManifest.readme.utf8), to: "README.md")
    try staging.publish()
    return summary
  }

  private struct Work {
    var failure: SynthesisError?
    var durations: [Int: Double] = [:]
    var utterancesDone = 0
  }
}
