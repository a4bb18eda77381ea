import AttuneCore

/// Why a model answered a conversation turn as it did.
///
/// Evidence is counted in natural units of log-odds for the answered class: +1 makes it e times as
/// likely against all others together.
public struct Explanation: Codable, Sendable {
  /// What one modality added.
  public struct ModalityEvidence: Codable, Sendable {
    /// The modality.
    public var modality: Modality
    /// Its Shapley value; those of all modalities sum to the change from knowing nothing.
    public var evidence: Double
  }

  /// A word, or a mark between sentences.
  public struct Word: Codable, Sendable {
    /// As the tokenizer spells it.
    public var text: String
    /// By integrated gradients, from `[MASK]` to the word.
    public var evidence: Double
    /// The share of the text's attention that comes from the word, 0…1, by attention rollout.
    public var attention: Double
  }

  /// A text that the model read.
  public struct Text: Codable, Sendable {
    /// The utterance it belongs to, or `nil` for the situation.
    public var utterance: Int?
    /// Who says it; `nil` for the situation.
    public var role: Utterance.Role?
    /// Its words in order; what was cut off is not there.
    public var words: [Word]
  }

  /// A sound that the model heard.
  public struct Sound: Codable, Sendable {
    /// The utterance it belongs to.
    public var utterance: Int
    /// `[frames][bands]`, the lowest band first, by integrated gradients from noise of the same
    /// loudness.
    public var evidence: [[Float]]
    /// Seconds from one frame to the next.
    public var secondsPerFrame: Double
    /// The centre of each band in Hz.
    public var centres: [Double]

    enum CodingKeys: String, CodingKey {
      case utterance, evidence
      case secondsPerFrame = "seconds_per_frame"
      case centres
    }
  }

  /// A clip that the model saw.
  public struct Clip: Codable, Sendable {
    /// The utterance it belongs to.
    public var utterance: Int
    /// `[frames][rows][columns]`: each patch's share of the attention, by attention rollout.
    public var attention: [[[Float]]]
  }

  /// Whether integrated gradients add up, as they must.
  public struct Completeness: Codable, Sendable {
    /// How much the answer's log-odds changed from the baseline.
    public var change: Double
    /// What the evidence sums to.
    public var sum: Double
  }

  /// Name of the model.
  public var model: String
  /// Places on the paths of integrated gradients.
  public var steps: Int
  /// Key of the conversation.
  public var conversation: String
  /// Id of the turn.
  public var turn: String
  /// The class that was answered, which all evidence is about.
  public var answer: String
  /// The true class, where it is known.
  public var truth: String?
  /// By class.
  public var probabilities: [String: Double]
  /// Log-odds of the answer with all inputs.
  public var logOdds: Double
  /// Log-odds of the answer with none.
  public var logOddsOfNothing: Double
  /// One entry a modality that is there.
  public var modalities: [ModalityEvidence]
  /// The situation first, then the utterances.
  public var texts: [Text]
  /// How well the words' evidence adds up; `nil` without words.
  public var textCompleteness: Completeness?
  /// In the order of the utterances.
  public var sounds: [Sound]
  /// How well the sounds' evidence adds up; `nil` without sound.
  public var soundCompleteness: Completeness?
  /// In the order of the utterances.
  public var clips: [Clip]
  /// How much the last utterance's state attends to each utterance, 0…1; empty for a model that reads
  /// no sequence of utterances.
  public var utteranceAttention: [Double]

  enum CodingKeys: String, CodingKey {
    case model, steps, conversation, turn, answer, truth, probabilities
    case logOdds = "log_odds"
    case logOddsOfNothing = "log_odds_of_nothing"
    case modalities, texts
    case textCompleteness = "text_completeness"
    case sounds
    case soundCompleteness = "sound_completeness"
    case clips
    case utteranceAttention = "utterance_attention"
  }
}
