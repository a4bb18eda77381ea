import AttuneEncoders
import Foundation
import Torch

/// One kind of encoder behind a common face: from an input to its hidden states.
protocol FeatureEncoder {
  /// What a caller gives: a text, a file.
  associatedtype Input
  /// The same as numbers.
  associatedtype Prepared

  /// Width of a hidden state.
  var hiddenSize: Int { get }
  /// What ``EncodedBatch/pooled`` is.
  var pooling: FeaturePooling { get }
  /// The most inputs that wait for others of their size, in batches.
  var windowBatches: Int { get }

  /// Turns an input into numbers.
  ///
  /// - Parameters:
  ///   - input: what the caller gave.
  ///   - index: its number, from 0.
  ///   - report: what was cut off or missing is added to it.
  /// - Returns: `nil` for an input that has no features; the report then says why.
  func prepare(_ input: Input, index: Int, report: inout FeatureReport) throws -> Prepared?

  /// What inputs must agree in to share a batch.
  func size(of input: Prepared) -> Int

  /// Encodes inputs of one size.
  func encode(_ inputs: [Prepared]) throws -> EncodedBatch
}

/// The hidden states of a batch.
struct EncodedBatch {
  /// `[B, T, H]`; of a video encoder without attention over time `[B, F, T, H]`.
  let lastHiddenState: Tensor
  /// `[B, H]`.
  let pooled: Tensor
}

extension FeaturePooling {
  /// The pooling that is asked for, or the first of those that an encoder has.
  static func chosen(
    _ asked: FeaturePooling?, of known: [FeaturePooling], encoder: EncoderFolder
  ) throws -> FeaturePooling {
    let chosen = asked ?? known.first ?? .mean
    guard known.contains(chosen) else {
      throw FeatureError.noSuchPooling(
        encoder: encoder.url.path, pooling: chosen, known: known)
    }
    return chosen
  }
}
