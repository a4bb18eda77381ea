/// What the header of a safetensors file says about one tensor.
public struct TensorInfo: Hashable, Sendable {
  /// The type of the elements.
  public let dtype: SafetensorsDType
  /// The size of each dimension, outermost first; empty for a single number.
  public let shape: [Int]
  /// Where the elements lie, counted in bytes from the end of the header.
  public let dataOffsets: Range<Int>

  /// How many bytes a tensor takes, or `nil` where the product does not fit in an `Int`.
  static func numBytes(_ dtype: SafetensorsDType, _ shape: [Int]) -> Int? {
    var total = dtype.size
    for size in shape {
      let (product, overflow) = total.multipliedReportingOverflow(by: size)
      guard size >= 0, !overflow else { return nil }
      total = product
    }
    return total
  }
}
