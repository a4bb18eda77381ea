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

  /// Writes everything, each file old or complete.
  ///
  /// Numbers and text are written first, so that they are there even where nothing can be drawn.
  ///
  /// - Returns: The files in the order in which they were written.
  /// - Throws: `FileError` if a file cannot be written, ``GnuplotError`` if a figure cannot be drawn.
  @discardableResult
  public func write(_ judged: TableEvaluation) throws -> [URL] {
    var files = try writeNumbers(of: judged.evaluation)
    let gnuplot = try Gnuplot()
    for figure in EvaluationFigures(judged.evaluation, judged.curves).all {
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
