import AttuneCore

/// The rows of a prediction table, stored by column so that a million of them are a small thing.
///
/// A collection of `Prediction`, each put together when it is asked for. Whoever counts rows by the
/// million reads the columns: ``probabilities``, ``logits``, ``hidden``, ``conversationIndices``.
public struct PredictionRows: Sendable {
  /// Probabilities in a row: `K`, as many as the first row has.
  public internal(set) var numClasses: Int
  /// `[rows × K]`, row after row.
  public internal(set) var probabilities: [Float] = []
  /// `[rows × K]`, NaN throughout where a row has none; empty where no row has any.
  public internal(set) var logits: [Float] = []
  /// Numbers in a row of ``hidden``: `H`, 0 where no row has any.
  public internal(set) var hiddenSize = 0
  /// `[rows × H]`, NaN throughout where a row has none; empty where no row has any.
  public internal(set) var hidden: [Float] = []
  /// `[rows]`, the position of each row's conversation among all that were seen, by first
  /// appearance.
  public internal(set) var conversationIndices: [Int32] = []
  var turnIndices: [Int32] = []
  /// Codes of ``labels``, −1 where a row has no label.
  var labelCodes: [Int32] = []
  /// A bit for each modality, in the order of `Modality`.
  var modalityBits: [UInt8] = []
  /// The column of each name of ``attributeNames``, by its code.
  var attributeColumns: [AttributeColumn] = []

  var conversations = InternedStrings()
  var turns = InternedStrings()
  var labels = InternedStrings()
  var attributeNames = InternedStrings()
  var attributeTexts = InternedStrings()
  /// Rows that do not fit into the columns, by position: the check of the table names them.
  var misfits: [Int: Prediction] = [:]

  /// No rows yet, of `numClasses` probabilities each.
  init(numClasses: Int) { self.numClasses = numClasses }

  /// Stores rows by column.
  public init(_ rows: some Sequence<Prediction>) {
    self.init(numClasses: 0)
    for row in rows { append(row) }
  }

  /// How many different conversations have been seen: every index of ``conversationIndices`` is
  /// below it.
  public var numConversations: Int { conversations.count }

  /// Adds a row; the first one says how many classes there are.
  public mutating func append(_ row: Prediction) {
    if isEmpty { numClasses = row.probabilities.count }
    append(raw(row))
  }
}

extension PredictionRows: RandomAccessCollection, MutableCollection {
  /// Position of the first row.
  public var startIndex: Int { 0 }

  /// The number of rows.
  public var endIndex: Int { conversationIndices.count }

  /// One row.
  public subscript(position: Int) -> Prediction {
    get { prediction(at: position) }
    set { set(raw(newValue), at: position) }
  }
}

extension PredictionRows: ExpressibleByArrayLiteral {
  /// Stores rows by column.
  public init(arrayLiteral rows: Prediction...) { self.init(rows) }
}

extension PredictionRows: Hashable {
  /// Whether all rows are equal, however they are stored.
  public static func == (one: PredictionRows, other: PredictionRows) -> Bool {
    one.elementsEqual(other)
  }

  /// Hashes the number of rows and the first of them.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    hasher.combine(first)
  }
}
