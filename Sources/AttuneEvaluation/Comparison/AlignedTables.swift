/// The labelled rows that several tables have in common, with the answers of each.
struct AlignedTables: Sendable {
  /// The class names, as the first table orders them.
  let classes: [String]
  /// The true class of each row.
  private(set) var truths: [Int32] = []
  /// The conversation of each row, as the first table numbers them.
  private(set) var conversations: [Int32] = []
  /// By table, the answer to each row, in the first table's class order.
  private(set) var answers: [[Int32]]
  /// Different rows of the tables that one of them lacks, or that have no label.
  private(set) var numLeftOut = 0

  /// Joins valid tables by conversation and turn.
  ///
  /// - Throws: ``EvaluationError`` if a table breaks its schema, or they differ in classes or labels,
  ///   or have no labelled row in common.
  init(_ tables: [PredictionTable]) throws(EvaluationError) {
    guard let first = tables.first else { throw .tooFewTables("there is no table") }
    classes = first.classes
    answers = Array(repeating: [], count: tables.count)
    for table in tables { try table.check() }
    var keys = RowKeys(first.rows)
    let places = tables.map { keys.rows($0.rows) }.map { places in
      // Rows that only later tables have are in none before.
      places + Array(repeating: -1, count: keys.count - places.count)
    }
    var labels: [[Int32]] = []
    var answersInTable: [[Int32]] = []
    for table in tables {
      let order = try Self.order(of: table, in: first)
      labels.append(table.labelIndices.map { $0 < 0 ? -1 : order[Int($0)] })
      answersInTable.append(table.answerIndices.map { order[Int($0)] })
    }
    for row in 0..<keys.count {
      var truth: Int32 = -1
      var owner = 0
      for table in tables.indices where places[table][row] >= 0 {
        let label = labels[table][Int(places[table][row])]
        if label < 0 || label == truth { continue }
        guard truth < 0 else {
          let (rows, place) = (tables[table].rows, Int(places[table][row]))
          throw .differentLabels(
            TurnKey(rows[place]), model: tables[owner].model, label: classes[Int(truth)],
            other: tables[table].model, otherLabel: classes[Int(label)])
        }
        (truth, owner) = (label, table)
      }
      guard truth >= 0, places.allSatisfy({ $0[row] >= 0 }) else {
        numLeftOut += 1
        continue
      }
      truths.append(truth)
      conversations.append(first.rows.conversationIndices[Int(places[0][row])])
      for table in tables.indices {
        answers[table].append(answersInTable[table][Int(places[table][row])])
      }
    }
    guard !truths.isEmpty else { throw .nothingInCommon(models: tables.map(\.model)) }
  }

  /// For each class of `table`, where it stands in `first`.
  private static func order(
    of table: PredictionTable, in first: PredictionTable
  ) throws(EvaluationError) -> [Int32] {
    let order = table.classes.compactMap { first.classes.firstIndex(of: $0).map(Int32.init) }
    guard order.count == table.classes.count, order.count == first.classes.count else {
      throw .differentClasses(
        model: first.model, only: first.classes.filter { !table.classes.contains($0) },
        other: table.model, onlyOther: table.classes.filter { !first.classes.contains($0) })
    }
    return order
  }

  var count: Int { truths.count }

  /// `truth × K + answer` of each row, `K²` higher for each table of `tables` before.
  func cells(_ tables: [Int]) -> [Int32] {
    let numClasses = Int32(classes.count)
    return tables.enumerated().flatMap { place, table in
      zip(truths, answers[table]).map { truth, answer in
        (Int32(place) * numClasses + truth) * numClasses + answer
      }
    }
  }

  /// The counts of one table.
  func matrix(_ table: Int) -> ConfusionMatrix {
    var counts = [Int](repeating: 0, count: classes.count * classes.count)
    for cell in cells([table]) { counts[Int(cell)] += 1 }
    return ConfusionMatrix(unchecked: classes, flat: counts[...])
  }

  /// Resamples that count the answers of several tables at once.
  func bootstrap(_ tables: [Int]) -> ConversationBootstrap {
    ConversationBootstrap(
      cells: cells(tables), conversations: tables.flatMap { _ in conversations },
      numCells: tables.count * classes.count * classes.count)
  }

  /// The scores of the table in the given place of a resample.
  func scores(_ place: Int, in counts: [Int]) -> Scores {
    let size = classes.count * classes.count
    return ConfusionMatrix(unchecked: classes, flat: counts[place * size..<(place + 1) * size])
      .scores
  }
}
