/// A JSON value as the header needs it.
///
/// Foundation's decoders keep the last of two equal keys and turn large integers into
/// floating point, and this reader must see both.
enum HeaderValue {
  /// Members in file order, duplicates included.
  case object([(name: String, value: HeaderValue)])
  case array([HeaderValue])
  case string(String)
  /// A number without fraction and exponent that fits in an `Int`.
  case integer(Int)
  /// Any other number, `true`, `false` or `null`.
  case other
}
