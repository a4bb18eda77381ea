extension DecodingError {
  /// The key path and what is wrong there, in one line.
  var keyPathAndReason: String {
    let (context, key): (Context, (any CodingKey)?) =
      switch self {
      case .keyNotFound(let key, let context): (context, key)
      case .typeMismatch(_, let context), .valueNotFound(_, let context): (context, nil)
      case .dataCorrupted(let context): (context, nil)
      @unknown default: (Context(codingPath: [], debugDescription: "\(self)"), nil)
      }
    let path = (context.codingPath + [key].compactMap(\.self)).map(\.stringValue)
    let reason =
      path.isEmpty ? "not valid JSON" : key == nil ? context.debugDescription : "key missing"
    return path.isEmpty ? reason : "\(path.joined(separator: ".")): \(reason)"
  }
}
