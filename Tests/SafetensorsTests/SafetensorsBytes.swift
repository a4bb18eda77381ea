import Foundation
import Safetensors

/// Assembles the bytes of a safetensors file from a header that may be wrong in any way.
func fileBytes(_ header: String, buffer: Int = 0, headerLength: UInt64? = nil) -> [UInt8] {
  fileBytes([UInt8](header.utf8), buffer: buffer, headerLength: headerLength)
}

func fileBytes(_ header: [UInt8], buffer: Int = 0, headerLength: UInt64? = nil) -> [UInt8] {
  let length = headerLength ?? UInt64(header.count)
  return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * UInt64($0))) } + header
    + (0..<buffer).map { UInt8(truncatingIfNeeded: $0) }
}

/// The entry of one tensor in a header.
func entry(
  _ name: String = "a", _ dtype: String = "F32", _ shape: String = "[2]",
  _ offsets: String = "[0,8]"
) -> String {
  #""\#(name)":{"dtype":"\#(dtype)","shape":\#(shape),"data_offsets":\#(offsets)}"#
}

/// Opens `bytes` as a file in `folder`, and reads every tensor to its end.
func open(_ bytes: [UInt8], in folder: URL) throws -> SafetensorsFile {
  let url = folder.appendingPathComponent("case.safetensors")
  try Data(bytes).write(to: url)
  let file = try SafetensorsFile(contentsOf: url)
  for name in file.names { _ = try file.bytes(name) }
  return file
}
