import AttuneCore
import Foundation

/// The folder that holds all there is to say of one table: numbers, text and figures.
///
/// `evaluation.json`, `evaluation.txt`, and as PNG and SVG `confusion_matrix`, `per_class`,
/// `reliability`, `roc`, `precision_recall` and `risk_coverage`.
public struct EvaluationFolder: Sendable {
  /// The folder; it is made where it is missing.
  public let url: URL

  /// Names a folder, without touching it.
  public init(_ url: URL) {
    self.url = url
  }

  /// Evaluates a table and writes everything, each file old or complete.
  ///
  /// Numbers and text are written first, so that they are there even where nothing can be drawn.
  ///
  /// - Parameters:
  ///   - metadata: What metadata alone tell, fitted on another split, to be scored beside the model.
  ///   - resampling: How the intervals are found; none are computed without.
  /// - Returns: The evaluation and the files in the order in which they were written.
  /// - Throws: ``EvaluationError`` if there is nothing to score, `FileError` if a file cannot be
  ///   written, ``GnuplotError`` if a figure cannot be drawn.
  @discardableResult
  public func write(
    _ table: PredictionTable, metadata: MetadataBaseline? = nil, resampling: Resampling? = nil
  ) throws -> (evaluation: Evaluation, files: [URL]) {
    let curves = try EvaluationCurves(table)
    let evaluation = try Evaluation(
      table, curves: curves, metadata: metadata, resampling: resampling)
    return (evaluation, try write(evaluation, curves))
  }

  /// Writes an evaluation and its figures.
  ///
  /// - Parameter curves: Of the same table.
  /// - Returns: The files in the order in which they were written.
  @discardableResult
  public func write(_ evaluation: Evaluation, _ curves: EvaluationCurves) throws -> [URL] {
    var files = try writeNumbers(of: evaluation)
    let gnuplot = try Gnuplot()
    for figure in EvaluationFigures(evaluation, curves).all {
      files += try gnuplot.draw(figure, to: url)
    }
    return files
  }

  /// Writes `evaluation.json` and `evaluation.txt`, no figures.
  ///
  /// - Returns: The two files.
  @discardableResult
  public func writeNumbers(of evaluation: Evaluation) throws -> [URL] {
    let json = url.appendingPathComponent("evaluation.json")
    let text = url.appendingPathComponent("evaluation.txt")
    try AtomicFile.write(json: evaluation, to: json)
    try AtomicFile.write(Data(evaluation.text.utf8), to: text)
    return [json, text]
  }
}
