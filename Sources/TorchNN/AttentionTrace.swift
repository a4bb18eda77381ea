import Torch

/// What attention layers look at, recorded while a body runs.
///
/// ```swift
/// let trace = AttentionTrace()
/// let states = try trace.record { try model(batch, mode: .evaluation) }
/// trace.weights[.text]  // one tensor a layer and text, [1, T, T]
/// ```
public final class AttentionTrace {
  /// The part of a model whose attention it is.
  public enum Place: Hashable, Sendable {
    /// Between the tokens of a text.
    case text
    /// Between the patches and frames of a clip.
    case video
    /// Between the utterances of a dialogue.
    case dialogue
  }

  /// Means over the heads, `[rows, T, T]` with the asking step first, in the order in which the layers
  /// ran.
  public private(set) var weights: [Place: [Tensor]] = [:]

  /// Passed down the calls of one thread and never to another one.
  private struct Recording: @unchecked Sendable {
    let trace: AttentionTrace
    let place: Place?
  }
  @TaskLocal private static var current: Recording?

  /// Makes an empty trace.
  public init() {}

  /// Runs `body` and records the attention of the layers in it that have a place.
  public func record<Result>(_ body: () throws -> Result) rethrows -> Result {
    try Self.$current.withValue(Recording(trace: self, place: nil), operation: body)
  }

  /// Runs `body` as a part of a model.
  public static func at<Value, Failure: Error>(
    _ place: Place, _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    guard let current else { return try body() }
    // `withValue` does not carry a typed error; the result does.
    return try $current.withValue(Recording(trace: current.trace, place: place)) {
      Result { () throws(Failure) in try body() }
    }.get()
  }

  /// Computes and records what a layer attends to, if somebody wants to know.
  ///
  /// - Parameters:
  ///   - query: `[rows, N, T, D]`.
  ///   - key: `[rows, N, T, D]`.
  ///   - mask: broadcast to `[rows, N, T, T]`, true where attention is allowed; `nil` for all.
  package static func note(
    query: @autoclosure () throws(TorchError) -> Tensor,
    key: @autoclosure () throws(TorchError) -> Tensor, mask: Tensor? = nil
  ) throws(TorchError) {
    guard let current, let place = current.place else { return }
    let query = try query().detach().to(.float32)
    let scale = 1 / Double(query.dim(3)).squareRoot()
    var scores = try query.matmul(key().detach().to(.float32).transpose(2, 3)) * scale
    if let mask { scores = try scores + (mask.to(.float32) - 1) * 1e9 }
    current.trace.weights[place, default: []].append(
      try scores.softmax(dim: 3).mean(dims: [1]))
  }

  /// As ``note(query:key:mask:)``, for texts that stand one after another, `[tokens, H]`.
  package static func notePacked(
    query: Tensor, key: Tensor, lengths: [Int], numHeads: Int
  ) throws(TorchError) {
    guard let current, current.place != nil else { return }
    var start = 0
    for length in lengths {
      func heads(_ states: Tensor) throws(TorchError) -> Tensor {
        try states.narrow(dim: 0, start: start, length: length)
          .reshape([1, length, numHeads, states.dim(1) / numHeads]).transpose(1, 2)
      }
      try note(query: heads(query), key: heads(key))
      start += length
    }
  }
}
