import Foundation

/// A model that cannot be fetched.
public enum HubError: Error, CustomStringConvertible, Equatable {
  /// No model has such a name.
  case invalidName(String)
  /// No revision has such a name.
  case invalidRevision(String)
  /// `HF_ENDPOINT` is no address of a hub.
  case invalidEndpoint(String)
  /// `HF_TOKEN` holds what no token holds.
  case invalidToken
  /// Several models of one name are in the cache.
  case ambiguousName(String, candidates: [String])
  /// Two models would share one folder.
  case sameFolder(String, names: [String])
  /// The hub has no such model, or shows it to its owner only.
  case noSuchModel(String, hub: String)
  /// The model has no such branch, tag or commit.
  case noSuchRevision(String, revision: String)
  /// The model lacks a file that it must have.
  case missingFile(String, file: String)
  /// The model has no weights that Attune reads.
  case noWeights(String, formats: [String])
  /// The model is shown only to those who accepted its conditions.
  case gated(String, hasToken: Bool)
  /// The hub does not know the token.
  case tokenRefused(String)
  /// The hub answers with a failure.
  case status(url: String, code: Int, message: String)
  /// The hub cannot be reached, also after having tried again.
  case unreachable(url: String, attempts: Int, reason: String)
  /// The answer is not one of a hub.
  case unexpectedAnswer(url: String, reason: String)
  /// What came is longer or shorter than the hub says.
  case wrongSize(file: String, expected: Int, actual: Int)
  /// What came is not what the hub has.
  case wrongChecksum(file: String, expected: String, actual: String)
  /// The disk is full, or too small from the start.
  case diskFull(path: String, missingBytes: Int?)
  /// A file cannot be read or written.
  case file(path: String, reason: String)

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .invalidName(let name):
      "'\(name)' is no name of a model; give one as bert-base-uncased or facebook/wav2vec2-base"
    case .invalidRevision(let revision):
      "'\(revision)' is no revision; give a branch, a tag or a commit, as main"
    case .invalidEndpoint(let text):
      "HF_ENDPOINT is '\(text)', which is no address; give one as https://hub.example.org"
    case .invalidToken:
      "HF_TOKEN holds characters that no token has; copy it again from the hub's settings"
    case .ambiguousName(let name, let candidates):
      "the cache holds several models called '\(name)': \(candidates.joined(separator: ", ")); "
        + "give one of these names"
    case .sameFolder(let path, let names):
      "\(path): \(names.joined(separator: " and ")) would share it; fetch them into two folders"
    case .noSuchModel(let name, let hub):
      "\(hub) has no model '\(name)', or shows it to its owner only; check the name "
        + "(publisher/model), or set HF_TOKEN"
    case .noSuchRevision(let name, let revision):
      "\(name) has no revision '\(revision)'; give a branch, a tag or a commit with --revision"
    case .missingFile(let name, let file):
      "\(name) has no \(file), so it is no encoder; choose another model"
    case .noWeights(let name, let formats):
      "\(name) has neither safetensors nor PyTorch weights"
        + (formats.isEmpty ? "" : " (only \(formats.joined(separator: ", ")))")
        + "; choose another model or --revision"
    case .gated(let name, let hasToken):
      "\(name) is shown only to those who accept its conditions: accept them on its page, "
        + (hasToken ? "with the account of HF_TOKEN" : "then set HF_TOKEN")
    case .tokenRefused(let hub):
      "\(hub) does not know the token in HF_TOKEN; make a new one in the hub's settings"
    case .status(let url, let code, let message):
      "\(url): the hub answers \(code)\(message.isEmpty ? "" : ", \(message)")"
    case .unreachable(let url, let attempts, let reason):
      "\(url): \(reason)\(attempts > 1 ? ", \(attempts) times" : ""); run it again, it goes on "
        + "where it stopped; a proxy is set with HTTPS_PROXY, another hub with HF_ENDPOINT"
    case .unexpectedAnswer(let url, let reason):
      "\(url): \(reason); is this a hub, or a proxy's own page?"
    case .wrongSize(let file, let expected, let actual):
      "\(file): \(actual) bytes came where the hub says \(expected); run it again"
    case .wrongChecksum(let file, let expected, let actual):
      "\(file): what came has the checksum \(actual), but the hub says \(expected); nothing was "
        + "kept, run it again"
    case .diskFull(let path, let missing):
      "\(path): no space left on the disk"
        + (missing.map { ", \($0 / 1_000_000 + 1) MB more are needed" } ?? "")
        + "; make room and run it again, it goes on where it stopped"
    case .file(let path, let reason):
      "\(path): \(reason)"
    }
  }
}
