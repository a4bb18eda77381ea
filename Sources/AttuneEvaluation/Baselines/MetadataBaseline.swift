import AttuneCore
import Foundation

/// What a turn's metadata alone tell of its class: naive Bayes over the rows' attributes.
///
/// `p(class | a, b, …) ∝ p(class) p(a | class) p(b | class) …`, every value counted once more than it
/// was seen (Laplace), as scikit-learn's `CategoricalNB` does. A model that hears, sees and reads should
/// score above it. A row without an attribute has the value *unknown*; a value that no fitted row has
/// tells nothing.
public struct MetadataBaseline: Sendable {
  /// What was fitted, in short.
  public struct Fit: Codable, Sendable, Hashable {
    /// The part of the corpus that it was fitted on, or `nil` where it is unknown.
    public let split: Split?
    /// Labelled rows that it was fitted on.
    public let numRows: Int
    /// The attributes that it looks at.
    public let attributes: [String]

    enum CodingKeys: String, CodingKey {
      case split
      case numRows = "num_rows"
      case attributes
    }
  }

  /// What it was fitted on.
  public let fit: Fit
  private let classes: [String]
  /// `[K]`, −∞ for a class that no fitted row has.
  private let logPriors: [Double]
  private let fields: [Field]

  /// One attribute.
  private struct Field {
    let categories: AttributeCategories
    /// `[categories × K]`, what each value weighs for each class.
    let logLikelihoods: [Double]
  }

  /// Fits the labelled rows of a table; its predictions are not looked at.
  ///
  /// - Returns: `nil` where no row has a label, or no attribute that tells rows apart: texts but
  ///   the annotation's own word and the speaker's number, `turn_index` and `num_turns`. What is measured of sounds, pictures and
  ///   words is no metadata.
  /// - Throws: ``EvaluationError`` if the table breaks its schema.
  public init?(fittedOn table: PredictionTable) throws(EvaluationError) {
    try table.check()
    let labelled = LabelledRows(table)
    let width = table.classes.count
    var supports = [Double](repeating: 0, count: width)
    for truth in labelled.truths { supports[Int(truth)] += 1 }
    var fields: [Field] = []
    for name in Self.attributes(of: table) {
      guard let categories = AttributeCategories(name, labelled.rows, of: table.rows) else {
        continue
      }
      var counts = [Double](repeating: 1, count: categories.count * width)
      let codes = categories.codes(labelled.rows, of: table.rows)
      for (code, truth) in zip(codes, labelled.truths) {
        counts[Int(code) * width + Int(truth)] += 1
      }
      let logLikelihoods = counts.enumerated().map { place, count in
        log(count / (supports[place % width] + Double(categories.count)))
      }
      fields.append(Field(categories: categories, logLikelihoods: logLikelihoods))
    }
    guard !fields.isEmpty else { return nil }
    self.fields = fields
    classes = table.classes
    logPriors = supports.map { log($0 / Double(labelled.count)) }
    fit = Fit(
      split: table.split, numRows: labelled.count, attributes: fields.map(\.categories.name))
  }

  /// Fits what belongs beside a table's scores: the train split of the same run and model, or else
  /// its validation split.
  ///
  /// - Parameter tables: The table itself and those that may be fitted.
  /// - Returns: `nil` where neither is there, or none can be fitted; also for the train split, which
  ///   is not there to be judged.
  /// - Throws: ``EvaluationError`` if the table that is fitted breaks its schema.
  public init?(
    beside table: PredictionTable, among tables: some Sequence<PredictionTable>
  ) throws(EvaluationError) {
    let others = tables.filter {
      $0.run == table.run && $0.model == table.model && Set($0.classes) == Set(table.classes)
    }
    let train = others.first { $0.split == .train }
    let validation = others.first { $0.split == .validation && table.split == .test }
    guard table.split == .validation || table.split == .test, let source = train ?? validation
    else { return nil }
    try self.init(fittedOn: source)
  }

  /// The names of a table's attributes that are metadata, the known ones first.
  private static func attributes(of table: PredictionTable) -> [String] {
    let numbers = ["turn_index", "num_turns"]
    let identities = ["emotion_word", "speaker_id"]
    let names = zip(table.rows.attributeNames.all, table.rows.attributeColumns)
      .filter { name, column in
        !identities.contains(name) && (column.hasTexts || numbers.contains(name))
      }.map(\.0)
    return Breakdown.ordered(names)
  }

  /// What metadata alone say of a table's rows.
  ///
  /// - Parameter table: Of another split; its labels and attributes are kept, its answers are not
  ///   looked at.
  /// - Throws: ``EvaluationError`` if the table breaks its schema or has other classes.
  public func predictions(for table: PredictionTable) throws(EvaluationError) -> PredictionTable {
    try table.check()
    let order = table.classes.compactMap { classes.firstIndex(of: $0) }
    guard order.count == classes.count, order.count == table.classes.count else {
      throw .differentClasses(
        model: "metadata only", only: classes.filter { !table.classes.contains($0) },
        other: table.model, onlyOther: table.classes.filter { !classes.contains($0) })
    }
    let width = classes.count
    var logits = (0..<table.rows.count).flatMap { _ in order.map { logPriors[$0] } }
    for field in fields {
      let codes = field.categories.codes(Array(table.rows.indices), of: table.rows)
      for (row, code) in codes.enumerated() where code >= 0 {
        for (place, index) in order.enumerated() {
          logits[row * width + place] += field.logLikelihoods[Int(code) * width + index]
        }
      }
    }
    var rows = table.rows
    rows.replaceAnswers(with: logits, modality: .metadata)
    return PredictionTable(
      classes: table.classes, model: "metadata only", split: table.split, run: table.run,
      labelMap: table.labelMap, rows: rows)
  }
}

extension PredictionRows {
  /// Puts other answers in place of a model's, and the one modality that they come from.
  ///
  /// - Parameter logits: `[rows × K]`
  fileprivate mutating func replaceAnswers(with logits: [Double], modality: Modality) {
    let width = numClasses
    for row in indices {
      let span = row * width..<(row + 1) * width
      probabilities.replaceSubrange(span, with: logits[span].softmax)
    }
    (self.logits, hidden, hiddenSize) = ([], [], 0)
    modalityBits = Array(repeating: modality.bit, count: count)
  }
}
