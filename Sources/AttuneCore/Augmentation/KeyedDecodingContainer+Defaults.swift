extension KeyedDecodingContainer {
  /// The value of a key, or `fallback` where the key is left out: a run is older than some keys.
  package func value<Value: Decodable>(_ key: Key, or fallback: Value) throws -> Value {
    try decodeIfPresent(Value.self, forKey: key) ?? fallback
  }
}
