import Torch
import TorchNN

/// A checkpoint of the reference system with the tensors that ours need in another form.
///
/// - Its vocabularies begin at 0 and leave their last row unused; ours begin at 1, and row 0 is
///   unknown. So the last row comes first.
/// - Its closed lists (age, gender, timbre, profile id) have no unknown: a row of zeros comes first.
/// - It joins the metadata in another order: the columns of the layers above are put into ours.
/// - Its attention across modalities runs over one element, so that it only multiplies by two
///   matrices: they go into the classifier's first layer.
struct ReferenceTensors: TensorReading {
  /// A tensor that is computed from others.
  private struct Derived {
    let sources: [String]
    let shape: (_ sources: [[Int]]) -> [Int]?
    let make: (_ sources: [Tensor]) throws -> Tensor
  }

  private let checkpoint: any TensorReading
  private var derived: [String: Derived] = [:]
  private let sizes: [String: [Int]]

  var location: String { checkpoint.location }

  /// Wraps the weights of a model.
  ///
  /// - Parameter crossModalSize: the width of our attention across modalities; `nil` for model A.
  init(_ checkpoint: any TensorReading, crossModalSize: Int?) {
    self.checkpoint = checkpoint
    sizes = Dictionary(
      uniqueKeysWithValues: checkpoint.tensorNames.map { ($0, checkpoint.shape(of: $0) ?? []) })
    addTables()
    if let crossModalSize {
      permute("metadata_temporal_processor.0.weight", as: "metadata_step.0.dense.weight")
      foldAttention()
      addSilentOutputs(crossModalSize)
    }
    permute("metadata_processor.0.weight", as: "metadata.0.dense.weight")
    // Where a source is absent, the checks on the whole model say so under its own name.
    derived = derived.filter { shape($0.value) != nil }
  }

  var tensorNames: [String] {
    // What something is computed from is used up.
    let used = derived.values.flatMap(\.sources)
    return Set(sizes.keys).subtracting(used).union(derived.keys).sorted()
  }

  func shape(of name: String) -> [Int]? {
    derived[name].map(shape) ?? sizes[name]
  }

  func tensor(_ name: String) throws -> Tensor {
    guard let derived = derived[name] else { return try checkpoint.tensor(name) }
    return try derived.make(derived.sources.map { try checkpoint.tensor($0) })
  }

  private func shape(_ derived: Derived) -> [Int]? {
    let shapes = derived.sources.compactMap { sizes[$0] }
    return shapes.count == derived.sources.count ? derived.shape(shapes) : nil
  }

  // MARK: Tables

  /// Names of the tables, theirs and ours, in the order in which they join them.
  private static let tables = [
    ("age", "age"), ("gender", "gender"), ("timbre", "timbre"), ("speaker_id", "speaker_id"),
    ("age", "age"), ("gender", "gender"), ("timbre", "timbre"), ("listener_id", "listener_id"),
    ("event_scenario", "event_scenario"), ("emotion_cause", "emotion_cause"),
    ("goal_response", "goal_to_response"), ("topic", "topic"),
  ]

  /// The places in their order from which ours takes: both people, their ids, topic, rationale.
  private static let order = [0, 1, 2, 4, 5, 6, 3, 7, 11, 8, 9, 10]

  private mutating func addTables() {
    for (index, (theirs, ours)) in Self.tables.enumerated() {
      let isVocabulary = index >= 8
      derived["metadata_tables.\(ours).weight"] = Derived(
        sources: ["\(theirs)_embedding.weight"]
      ) { shapes in
        guard shapes[0].count == 2, shapes[0][0] > 0 else { return nil }
        return [shapes[0][0] + (isVocabulary ? 0 : 1), shapes[0][1]]
      } make: { sources in
        let table = sources[0]
        let count = table.dim(0) - (isVocabulary ? 1 : 0)
        let first =
          isVocabulary
          ? try table.narrow(dim: 0, start: count, length: 1)
          : try Tensor.zeros([1, table.dim(1)], dtype: table.dtype)
        return try Tensor.cat([first, table.narrow(dim: 0, start: 0, length: count)], dim: 0)
      }
    }
  }

  /// The columns of a layer over the joined metadata, in our order.
  private mutating func permute(_ theirs: String, as ours: String) {
    let widths = Self.tables.compactMap { sizes["\($0.0)_embedding.weight"]?.last }
    guard widths.count == Self.tables.count else { return }
    var starts = [0]
    for width in widths { starts.append((starts.last ?? 0) + width) }
    let columns = Self.order.flatMap { Array(starts[$0]..<starts[$0] + widths[$0]) }
    derived[ours] = Derived(sources: [theirs]) { shapes in
      shapes[0].count == 2 && shapes[0][1] == columns.count ? shapes[0] : nil
    } make: { sources in
      let index = try Tensor(columns.map(Int64.init), shape: [columns.count])
      return try sources[0].indexSelect(dim: 1, index: index)
    }
  }

  // MARK: Attention across modalities

  /// The classifier's first layer over attention to nothing but oneself: `W(O(Vx + v) + o) + w`.
  private mutating func foldAttention() {
    let attention = ["in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias"]
      .map { "cross_modal_attention.\($0)" }
    let sources = ["classifier.0.weight", "classifier.0.bias"] + attention
    func fits(_ shapes: [[Int]]) -> Bool {
      guard shapes[0].count == 2 else { return false }
      let (rows, size) = (shapes[0][0], shapes[0][1])
      return shapes.dropFirst().elementsEqual([
        [rows], [3 * size, size], [3 * size], [size, size], [size],
      ])
    }
    derived["classifier.0.dense.weight"] = Derived(sources: sources) { shapes in
      fits(shapes) ? shapes[0] : nil
    } make: { sources in
      let parts = try sources.map { try $0.to(.float64) }
      let size = parts[0].dim(1)
      let value = try parts[2].narrow(dim: 0, start: 2 * size, length: size)
      return try parts[0].matmul(parts[4].matmul(value)).to(sources[0].dtype)
    }
    derived["classifier.0.dense.bias"] = Derived(sources: sources) { shapes in
      fits(shapes) ? shapes[1] : nil
    } make: { sources in
      let parts = try sources.map { try $0.to(.float64) }
      let size = parts[0].dim(1)
      let value = try parts[3].narrow(dim: 0, start: 2 * size, length: size).unsqueeze(1)
      let attended = try parts[4].matmul(value) + parts[5].unsqueeze(1)
      return try (parts[0].matmul(attended).squeeze(1) + parts[1]).to(sources[1].dtype)
    }
  }

  /// What our attention adds to each part: nothing.
  private mutating func addSilentOutputs(_ size: Int) {
    let parts = [
      "context_processor.8.bias", "fusion_attention.out_proj.bias", "metadata_processor.4.bias",
    ]
    for (index, source) in parts.enumerated() {
      guard let width = sizes[source]?.first else { continue }
      for (name, shape) in [("weight", [width, size]), ("bias", [width])] {
        derived["cross_modal.\(index).output.\(name)"] = Derived(sources: []) { _ in
          shape
        } make: { _ in
          try Tensor.zeros(shape)
        }
      }
    }
  }
}
