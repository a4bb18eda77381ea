/// The value of a hyper-parameter, of one of the three kinds that TensorBoard can filter by.
public enum Hyperparameter: Sendable, Equatable {
  /// A number.
  case number(Double)
  /// A text.
  case text(String)
  /// A switch.
  case flag(Bool)

  /// `tensorboard.hparams.DataType`.
  var dataType: Int {
    switch self {
    case .text: 1
    case .flag: 2
    case .number: 3
    }
  }

  /// Writes the fields of `google.protobuf.Value`.
  func encode(into message: inout WireMessage) {
    switch self {
    case .number(let value): message.add(2, value)
    case .text(let value): message.add(3, value)
    case .flag(let value): message.add(4, value ? 1 : 0)
    }
  }
}
