import AttuneCore

/// What joins the rows of several tables: the conversation and the turn.
public struct TurnKey: Hashable, Sendable, CustomStringConvertible {
  /// Key of the conversation.
  public let conversation: String
  /// Id of the turn.
  public let turn: String

  /// The key of a row.
  public init(_ row: Prediction) {
    self.init(conversation: row.conversation, turn: row.turn)
  }

  /// Creates a key.
  public init(conversation: String, turn: String) {
    self.conversation = conversation
    self.turn = turn
  }

  /// The key in words.
  public var description: String { "conversation \"\(conversation)\", turn \"\(turn)\"" }
}

extension Prediction {
  /// What joins this row with those of other tables.
  public var turnKey: TurnKey { TurnKey(self) }
}
