import AttuneCore

/// What `synthesis.json` says of a corpus: enough to make it again.
struct CorpusManifest: Encodable {
  let format = "attune synthetic corpus 1"
  let seed: UInt64
  let conversations: Int
  let utterances: Int
  let turns: [Int]
  let frameSize: Int
  let frameRate: Int
  let conversationsByEmotion: [String: Int]

  enum CodingKeys: String, CodingKey {
    case format, seed, conversations, utterances, turns
    case frameSize = "frame_size"
    case frameRate = "frame_rate"
    case conversationsByEmotion = "conversations_by_emotion"
  }

  init(_ summary: SynthesisSummary, seed: UInt64, settings: SynthesisSettings) {
    self.seed = seed
    conversations = summary.numConversations
    utterances = summary.numUtterances
    turns = [settings.turns.lowerBound, settings.turns.upperBound]
    frameSize = settings.frameSize
    frameRate = settings.frameRate
    conversationsByEmotion = Dictionary(
      uniqueKeysWithValues: summary.conversationsByEmotion.map { ($0.key.rawValue, $0.value) })
  }

  /// What a person finds who opens the folder.
  static let readme = """
    # A synthetic corpus

    Made by `attune synth`; nobody in it is real. `synthesis.json` has the seed and the settings that
    make it again, byte for byte with the same versions of the libraries.

    - `train.json`: conversations in AvaMERG's raw layout, written by a small grammar
    - `audio_v5_0/dia{conversation}utt{utterance}_{profile}.wav`: speech by espeak-ng, 16 kHz mono
    - `video_v5_0/dia{conversation}utt{utterance}_{profile}.mp4`: drawn faces, H.264 and AAC

    Words, voice and face each show the feeling only in part, and each confuses other classes. Figures
    measured on this corpus say that a system works, not how well it would do on people.

    """
}
