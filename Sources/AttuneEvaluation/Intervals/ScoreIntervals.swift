import AttuneCore

/// Where the figures of a table may lie: 95 % intervals over resampled conversations.
///
/// In a resample a class may be absent; figures of that class count only the resamples in which it is
/// defined.
public struct ScoreIntervals: Codable, Sendable, Hashable {
  /// Of one class.
  public struct ClassIntervals: Codable, Sendable, Hashable {
    /// Name of the class.
    public let emotion: String
    /// Of the rows that were given this class, the share that has it.
    public let precision: Interval?
    /// Of the rows that have this class, the share that was given it.
    public let recall: Interval?
    /// Harmonic mean of both.
    public let f1: Interval?
  }

  /// How they were found.
  public let resampling: Resampling
  /// How many conversations were resampled.
  public let numConversations: Int
  /// Of ``Scores/accuracy``.
  public let accuracy: Interval?
  /// Of ``Scores/unweightedAverageRecall``.
  public let unweightedAverageRecall: Interval?
  /// Of ``Scores/macroF1``.
  public let macroF1: Interval?
  /// Of ``Scores/weightedF1``.
  public let weightedF1: Interval?
  /// Of ``ProbabilityScores/logLoss``; `nil` where too many conversations make it slow.
  public let logLoss: Interval?
  /// Of the classes, in class order.
  public let perClass: [ClassIntervals]

  enum CodingKeys: String, CodingKey {
    case resampling
    case numConversations = "num_conversations"
    case accuracy
    case unweightedAverageRecall = "unweighted_average_recall"
    case macroF1 = "macro_f1"
    case weightedF1 = "weighted_f1"
    case logLoss = "log_loss"
    case perClass = "per_class"
  }

  /// From here on drawing every conversation's loss takes seconds.
  private static let maximumLossDraws = 300_000_000

  /// Resamples a table alone, without its losses.
  ///
  /// - Throws: ``EvaluationError`` if the table breaks its schema or no row has a label.
  public init(_ table: PredictionTable, _ resampling: Resampling) throws(EvaluationError) {
    self.init(try table.labelledRows(), classes: table.classes, losses: nil, resampling)
  }

  init(
    _ rows: LabelledRows, classes: [String], losses: RowLosses?, _ resampling: Resampling
  ) {
    let bootstrap = ConversationBootstrap(
      cells: rows.cells, conversations: rows.conversations, numCells: classes.count * classes.count)
    let samples = bootstrap.map(resampling) { counts, _ in
      ConfusionMatrix(unchecked: classes, flat: counts[...]).sample
    }
    func interval(_ figure: (ScoreSample) -> Double) -> Interval? {
      Interval(percentilesOf: samples.map(figure))
    }
    self.resampling = resampling
    numConversations = bootstrap.numConversations
    accuracy = interval(\.scores.accuracy)
    unweightedAverageRecall = interval(\.scores.unweightedAverageRecall)
    macroF1 = interval(\.scores.macroF1)
    weightedF1 = interval(\.scores.weightedF1)
    perClass = classes.enumerated().map { index, emotion in
      func interval(_ figure: (ClassScores) -> Double?) -> Interval? {
        Interval(percentilesOf: samples.map { figure($0.classes[index]) ?? .nan })
      }
      return ClassIntervals(
        emotion: emotion,
        precision: interval { $0.predicted > 0 ? $0.precision : nil },
        recall: interval { $0.support > 0 ? $0.recall : nil },
        f1: interval { $0.support + $0.predicted > 0 ? $0.f1 : nil })
    }
    let numDraws = bootstrap.numConversations.multipliedReportingOverflow(
      by: resampling.numResamples)
    logLoss =
      numDraws.overflow || numDraws.partialValue > Self.maximumLossDraws
      ? nil
      : losses.flatMap {
        Interval(meanOf: $0.logLosses, conversations: rows.conversations, resampling)
      }
  }
}

/// What is kept of one resample.
struct ScoreSample: Sendable {
  let scores: Scores
  let classes: [ClassScores]
}

extension ConfusionMatrix {
  /// The figures of one resample.
  var sample: ScoreSample {
    let classes = classScores
    return ScoreSample(
      scores: Scores(classes, numCorrect: counts.indices.reduce(0) { $0 + counts[$1][$1] }),
      classes: classes)
  }
}

extension Interval {
  /// Of a mean over rows, whose conversations are resampled one by one.
  init?(meanOf values: [Double], conversations: [Int32], _ resampling: Resampling) {
    var sums: [(sum: Double, count: Double)] = Array(
      repeating: (0, 0), count: Int(conversations.max() ?? -1) + 1)
    for (value, conversation) in zip(values, conversations) {
      sums[Int(conversation)].sum += value
      sums[Int(conversation)].count += 1
    }
    let present = sums.filter { $0.count > 0 }.map { SIMD2($0.sum, $0.count) }
    guard !present.isEmpty else { return nil }
    let batch = 50
    let numBatches = (max(0, resampling.numResamples) + batch - 1) / batch
    let means = Parallel.map(numBatches) { index in
      (index * batch..<min((index + 1) * batch, resampling.numResamples)).map { resample in
        // Another stream than that of the counts.
        var random = SeededGenerator(resampling.seed, resample, 1)
        var total = SIMD2<Double>()
        for _ in present.indices { total += present[random.index(below: present.count)] }
        return total.x / total.y
      }
    }
    self.init(percentilesOf: means.flatMap { $0 })
  }
}
