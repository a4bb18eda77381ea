import Torch

/// Reads parameters from one source and keeps account of what did not fit.
struct SourceLoader {
  let source: ParameterSource
  private(set) var findings: [ParameterError.Finding] = []
  private let names: Set<String>
  private var users: [String: String] = [:]

  init(_ source: ParameterSource) {
    self.source = source
    names = Set(source.tensors.tensorNames)
  }

  func covers(_ path: String) -> Bool {
    path.isPath(under: source.prefix) && !source.excluding.contains { path.isPath(under: $0) }
  }

  /// Reads the tensor of a path, or notes why that is impossible and returns `nil`.
  ///
  /// - Parameter isShared: Whether nobody will write to the tensor, so that it may lie in the
  ///   checkpoint's own memory.
  mutating func load(
    _ path: String, _ shape: [Int], _ dtype: DType, isShared: Bool
  ) throws -> Tensor? {
    let local = source.prefix.isEmpty ? path : String(path.dropFirst(source.prefix.count + 1))
    guard let key = source.keyMap.key(for: local, in: names) else {
      note(path, .missing(keys: source.keyMap.keys(for: local)))
      return nil
    }
    if users.updateValue(path, forKey: key) != nil { note(path, .usedTwice(key: key)) }
    let actual = source.tensors.shape(of: key) ?? []
    guard actual == shape else {
      note(path, .mismatched(key: key, expected: shape, actual: actual))
      return nil
    }
    let tensors = source.tensors
    let tensor = try isShared ? tensors.sharedTensor(key) : tensors.tensor(key)
    guard tensor.dtype == dtype || (tensor.dtype.isFloatingPoint && dtype.isFloatingPoint) else {
      note(path, .wrongType(key: key, expected: "\(dtype)", actual: "\(tensor.dtype)"))
      return nil
    }
    return try tensor.to(dtype)
  }

  /// The keys that nobody asked for and that are not known to be left over.
  ///
  /// What an excluded part would have read counts as known.
  var unused: [ParameterError.Finding] {
    let patterns = source.leftOver.map(KeyPattern.init)
    return names.subtracting(users.keys).sorted().compactMap { key in
      guard !patterns.contains(where: { $0.captures(in: key) != nil }) else { return nil }
      let isExcluded = source.keyMap.paths(for: key).contains { local in
        let path = source.prefix.isEmpty ? local : "\(source.prefix).\(local)"
        return source.excluding.contains { path.isPath(under: $0) }
      }
      if isExcluded { return nil }
      return .init(path: key, source: source.tensors.location, problem: .unused)
    }
  }

  private mutating func note(_ path: String, _ problem: ParameterError.Problem) {
    findings.append(.init(path: path, source: source.tensors.location, problem: problem))
  }
}
