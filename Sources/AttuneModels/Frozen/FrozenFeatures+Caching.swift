import AttuneMedia
import Torch

extension FrozenFeatures: CacheableClip {
  package struct Description: Codable {
    var numRows: Int
    var size: Int
    var dtype: DType
  }

  package var cacheDescription: Description {
    Description(numRows: numRows, size: size, dtype: dtype)
  }

  package var elements: [UInt8] { bytes }

  package init?(_ description: Description, elements: [UInt8]) {
    self.init(
      numRows: description.numRows, size: description.size, dtype: description.dtype,
      bytes: elements)
  }
}
