import AttuneCore

/// How often a model errs on the rows that it is surest of, for every share of rows it answers.
///
/// Rows are rejected where the most probable class has a probability below a threshold. *Coverage*
/// is the share of labelled rows that is left, *risk* the share of those that is answered wrongly.
///
/// - Source: El-Yaniv and Wiener 2010, *On the foundations of noise-free selective classification*;
///   Geifman and El-Yaniv 2017, *Selective classification for deep neural networks*.
public struct RiskCoverageCurve: Codable, Sendable, Hashable {
  /// What is left under one threshold.
  public struct Point: Codable, Sendable, Hashable {
    /// Rows whose answer is at least this probable are kept.
    public let threshold: Double
    /// Kept rows ÷ all rows, above 0.
    public let coverage: Double
    /// Wrong rows among the kept ones ÷ kept rows.
    public let risk: Double
  }

  /// Name of the model.
  public let model: String
  /// The part of the corpus, or `nil` where it is unknown.
  public let split: Split?
  /// Labelled rows.
  public let numRows: Int
  /// One for each threshold that makes a difference, from the highest to the lowest; the last one
  /// keeps all rows.
  public let points: [Point]
  /// The mean of the risks at the coverages 1/n, 2/n, … 1 (AURC); smaller is better, 0 where no
  /// wrong row is surer than a right one and none is wrong.
  public let area: Double

  enum CodingKeys: String, CodingKey {
    case model, split
    case numRows = "num_rows"
    case points, area
  }

  /// Orders the labelled rows of a table by how sure they are.
  ///
  /// - Throws: ``EvaluationError`` if the table breaks its schema or no row has a label.
  public init(_ table: PredictionTable) throws(EvaluationError) {
    self.init(try table.labelledRows(), of: table)
  }

  init(_ rows: LabelledRows, of table: PredictionTable) {
    let total = Double(max(1, rows.count))
    var points: [Point] = []
    var (numKept, numWrong, area) = (0, 0, 0.0)
    // Rows that are equally sure are kept or rejected together.
    for group in RankedRows(confidencesOf: rows, in: table).groups {
      numKept += group.count
      numWrong += group.numNegative
      let risk = Double(numWrong) / Double(numKept)
      area += risk * Double(group.count)
      points.append(
        Point(threshold: Double(group.score), coverage: Double(numKept) / total, risk: risk))
    }
    (model, split, numRows) = (table.model, table.split, rows.count)
    (self.points, self.area) = (points, area / total)
  }

  /// What is left under a threshold; `nil` where every row is rejected.
  public func point(threshold: Double) -> Point? {
    points.last { $0.threshold >= threshold }
  }

  /// The point of most coverage whose risk is at most `risk`; `nil` where there is none.
  public func point(risk: Double) -> Point? {
    points.last { $0.risk <= risk }
  }

  /// The same curve in at most `count` points, evenly chosen; the last one stays.
  public func thinned(to count: Int) -> RiskCoverageCurve {
    guard points.count > count, count > 0 else { return self }
    let chosen = (1...count).map { points[$0 * points.count / count - 1] }
    return RiskCoverageCurve(
      model: model, split: split, numRows: numRows, points: chosen, area: area)
  }

  private init(model: String, split: Split?, numRows: Int, points: [Point], area: Double) {
    (self.model, self.split, self.numRows) = (model, split, numRows)
    (self.points, self.area) = (points, area)
  }
}
