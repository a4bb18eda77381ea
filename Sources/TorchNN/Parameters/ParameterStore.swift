import Torch

/// A tensor of a model and its full path.
public struct NamedTensor {
  /// The dot-separated path from the root.
  public let path: String
  /// The tensor itself, not a copy.
  public let tensor: Tensor

  /// Pairs a path with a tensor.
  public init(path: String, tensor: Tensor) { (self.path, self.tensor) = (path, tensor) }
}

/// All parameters and buffers of a model: the one place where they are made, loaded and saved.
///
/// A layer asks its ``ParameterScope`` for a tensor by name and shape. Where a ``ParameterSource``
/// covers the path, the tensor is read from the checkpoint; elsewhere it is initialised. After the
/// model is built, ``verify()`` says everything that did not fit.
///
/// ```swift
/// let bert = try SafetensorsFile(contentsOf: folder.appendingPathComponent("model.safetensors"))
/// let store = ParameterStore(seed: 42, sources: [
///   ParameterSource(prefix: "text_encoder", tensors: bert, leftOver: ["cls.**"]),
/// ])
/// let encoder = try BertModel(configuration, store.root["text_encoder"])
/// let head = try Linear(768, 7, store.root["head"])
/// try store.verify()
/// ```
public final class ParameterStore {
  /// Decides, together with the path, the random numbers of every initialised parameter.
  public let seed: UInt64
  /// Where the parameters live.
  public let device: Device
  /// The type of the parameters; checkpoints of another floating point type are converted.
  public let dtype: DType
  /// The trainable tensors in the order in which the model asked for them.
  public private(set) var parameters: [NamedTensor] = []
  /// The tensors that are saved but not trained, in the order in which the model asked for them.
  public private(set) var buffers: [NamedTensor] = []

  /// The paths at or below which parameters are frozen from the start.
  public let frozen: [String]

  private var loaders: [SourceLoader]
  private var paths: Set<String> = []

  /// Makes an empty store.
  ///
  /// - Parameters:
  ///   - seed: The seed of everything that is initialised.
  ///   - device: Where the parameters shall live.
  ///   - dtype: The floating point type of the parameters.
  ///   - sources: The checkpoints; where several cover a path, the one of the longest prefix counts.
  ///   - frozen: Paths of whole components whose parameters are never trained; empty text for all.
  ///     They may lie in the checkpoint's own memory, which costs neither time nor a second copy.
  public init(
    seed: UInt64 = 42, device: Device = .cpu, dtype: DType = .float32,
    sources: [ParameterSource] = [], frozen: [String] = []
  ) {
    (self.seed, self.device, self.dtype, self.frozen) = (seed, device, dtype, frozen)
    loaders = sources.map(SourceLoader.init)
  }

  /// The place at which a whole model is made.
  public var root: ParameterScope { ParameterScope(store: self, path: "") }

  func make(
    _ path: String, _ shape: [Int], _ dtype: DType, _ initializer: Initializer, isTrainable: Bool
  ) throws -> Tensor {
    guard paths.insert(path).inserted else {
      throw ParameterError([.init(path: path, source: nil, problem: .duplicatePath)])
    }
    let isFrozen = isTrainable && frozen.contains { path.isPath(under: $0) }
    let tensor =
      try load(path, shape, dtype, isShared: isFrozen)
      ?? initialized(path, shape, dtype, initializer)
    let named = NamedTensor(path: path, tensor: tensor)
    if isTrainable {
      if !isFrozen { try tensor.requiresGrad(true) }
      parameters.append(named)
    } else {
      buffers.append(named)
    }
    return tensor
  }

  private func initialized(
    _ path: String, _ shape: [Int], _ dtype: DType, _ initializer: Initializer
  ) throws -> Tensor {
    let seed = Initializer.seed(seed, path: path)
    return try initializer.tensor(shape, dtype: dtype, seed: seed).to(device)
  }

  /// The tensor that a checkpoint gives to a path, `nil` where none covers it.
  ///
  /// Where one covers the path and cannot give the tensor, ``verify()`` will refuse the model; until
  /// then one zero stands for all elements, which costs nothing whatever the shape.
  private func load(
    _ path: String, _ shape: [Int], _ dtype: DType, isShared: Bool
  ) throws -> Tensor? {
    var best: Int?
    for (index, loader) in loaders.enumerated() where loader.covers(path) {
      if loader.source.prefix.count > best.map({ loaders[$0].source.prefix.count }) ?? -1 {
        best = index
      }
    }
    guard let best else { return nil }
    let tensor = try loaders[best].load(path, shape, dtype, isShared: isShared)
    return try (tensor ?? Tensor.zeros([], dtype: dtype).expand(shape)).to(device)
  }

  /// Says everything at once that did not fit between the model and its checkpoints.
  ///
  /// Call it when the whole model is built: keys that no parameter has asked for count as unused.
  ///
  /// - Throws: ``ParameterError`` with all missing, mismatched, twice used and unused keys.
  public func verify() throws(ParameterError) {
    let findings = loaders.flatMap(\.findings) + loaders.flatMap(\.unused)
    if !findings.isEmpty { throw ParameterError(findings) }
  }

  /// Keeps the parameters at or below a path from being trained.
  ///
  /// - Parameter prefix: A path of whole components: `encoder.layer.1` does not freeze
  ///   `encoder.layer.10`. Empty for all.
  /// - Returns: How many tensors it applied to; 0 shows a misspelt path.
  @discardableResult
  public func freeze(prefix: String) throws(TorchError) -> Int {
    var count = 0
    for parameter in parameters where parameter.path.isPath(under: prefix) {
      try parameter.tensor.requiresGrad(false)
      count += 1
    }
    return count
  }

  /// The parameters that are not frozen.
  public var trainableParameters: [NamedTensor] { parameters.filter { $0.tensor.requiresGrad } }

  /// How many numbers the parameters hold together, buffers left out.
  public var numParameters: Int { parameters.reduce(0) { $0 + $1.tensor.numElements } }

  /// How many numbers the parameters hold that are not frozen.
  public var numTrainable: Int { trainableParameters.reduce(0) { $0 + $1.tensor.numElements } }
}
