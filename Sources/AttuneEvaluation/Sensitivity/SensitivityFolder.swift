import AttuneCore
import Foundation

/// The folder that holds all there is to say of a model's inputs.
///
/// `sensitivity.json` and `sensitivity.txt`, and as PNG and SVG what was looked at: `ablation`,
/// `robustness`.
public struct SensitivityFolder: Sendable {
  /// The folder; it is made where it is missing.
  public let url: URL

  /// Names a folder, without touching it.
  public init(_ url: URL) {
    self.url = url
  }

  /// Writes a report, each file old or complete, numbers and text before the figures.
  ///
  /// - Throws: `FileError` if a file cannot be written, ``GnuplotError`` if a figure cannot be drawn.
  public func write(_ report: SensitivityReport) throws {
    try AtomicFile.write(json: report, to: url.appendingPathComponent("sensitivity.json"))
    try AtomicFile.write(
      Data(report.text.utf8), to: url.appendingPathComponent("sensitivity.txt"))
    let gnuplot = try Gnuplot()
    if report.exchanges != nil {
      try gnuplot.draw(SensitivityFigures.ablation(report), to: url)
    }
    if report.curves?.isEmpty == false {
      try gnuplot.draw(SensitivityFigures.robustness([(report.model, report)]), to: url)
    }
  }
}
