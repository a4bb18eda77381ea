import Zip

/// Why a checkpoint of PyTorch could not be read.
public struct TorchCheckpointError: Error, Hashable, Sendable {
  /// What is wrong, with what shows it.
  public enum Problem: Error, Hashable, Sendable {
    /// The file cannot be opened or mapped; the text is the system's reason.
    case unreadable(String)
    /// The file is no zip archive.
    case foreignFormat(ForeignFormat)
    /// The archive contradicts itself or the length of the file.
    case damagedArchive(String)
    /// An entry of the archive is compressed or encrypted, which torch.save never does.
    case compressedEntry(name: String)
    /// The archive is not one of torch.save.
    case noPickle
    /// The archive is a TorchScript program, not a checkpoint.
    case program
    /// The numbers are stored in the order of bytes that no machine of ours has.
    case bigEndian
    /// The pickle is broken or uses what torch.save never writes; the byte counts from its start.
    case invalidPickle(reason: String, byte: Int)
    /// The pickle names a class or function that is not needed for tensors and plain containers.
    case foreignClass(name: String, byte: Int)
    /// A value that is not plain data, or not data of the checkpoint, stands where a value should.
    case invalidValue(String)
    /// A tensor contradicts itself or its storage.
    case invalidTensor(String)
    /// The file holds no tensor, or no value, of this name.
    case missing
    /// Two tensors have the same name once their places in the containers are joined.
    case duplicateName
  }

  /// The file in question.
  public let file: String
  /// The place among the values, as `model_state_dict.encoder.weight`, where the problem has one.
  public let key: String?
  /// What is wrong with it.
  public let problem: Problem

  /// Makes an error from its parts.
  public init(file: String, key: String?, problem: Problem) {
    (self.file, self.key, self.problem) = (file, key, problem)
  }
}

extension TorchCheckpointError: CustomStringConvertible {
  /// One line that names the file, the place and what is wrong.
  public var description: String {
    let place = key.map { ": \(ZipError.quoted($0))" } ?? ""
    return "\(ZipError.oneLine(file, limit: 4096))\(place): \(problem.description)"
  }
}

extension TorchCheckpointError.Problem: CustomStringConvertible {
  /// What is wrong, in words, without the file and the place.
  public var description: String {
    switch self {
    case .unreadable(let reason): "cannot be read: \(reason)"
    case .foreignFormat(let format): format.advice
    case .damagedArchive(let reason): "the zip archive is damaged: \(reason)"
    case .compressedEntry(let name):
      "\(ZipError.quoted(name)) is compressed or encrypted, which torch.save never "
        + "does; save the checkpoint again with it"
    case .noPickle: "holds no data.pkl; it is a zip archive, but none of torch.save"
    case .program: "is a TorchScript program; save the model's state_dict() instead"
    case .bigEndian:
      "is stored in big-endian order, which is not read; save it again on a little-endian machine"
    case .invalidPickle(let reason, let byte): "data.pkl: \(reason) at byte \(byte)"
    case .foreignClass(let name, let byte):
      "data.pkl names \(ZipError.quoted(name)) at byte \(byte); only tensors, numbers, "
        + "text and plain containers are read: save the state_dict() alone"
    case .invalidValue(let reason): reason
    case .invalidTensor(let reason): "the tensor is not valid: \(reason)"
    case .missing: "there is nothing of this name"
    case .duplicateName: "two tensors have this name"
    }
  }
}
