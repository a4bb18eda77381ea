import Foundation

/// Which hub, as whom, and where its models are kept.
///
/// The environment is that of the hub's own tools: `HF_ENDPOINT`, `HF_TOKEN`, `HF_HUB_CACHE`,
/// `HF_HOME`. Proxies (`HTTPS_PROXY`, `http_proxy`, `NO_PROXY`) are read by the system's library.
public struct HubSettings: Sendable {
  /// The public hub.
  public static let publicEndpoint = "https://huggingface.co"

  /// Address of the hub, without a slash at its end.
  public let endpoint: URL
  /// Who asks, or `nil` for anyone.
  let token: String?
  /// Where the hub's tools keep models.
  public let cache: HubCache
  /// How long the hub may say nothing.
  public var timeoutSeconds = 30.0
  /// The most bytes of a file that are asked for at once, and so stand in memory where the disk is
  /// slower than the network.
  public var partBytes = 64 << 20

  /// Reads the environment.
  ///
  /// - Throws: ``HubError/invalidEndpoint(_:)`` or ``HubError/invalidToken``.
  public init(environment: [String: String] = ProcessInfo.processInfo.environment)
    throws(HubError)
  {
    let address =
      environment["HF_ENDPOINT"].flatMap { $0.isEmpty ? nil : $0 } ?? Self.publicEndpoint
    let trimmed = address.reversed().drop { $0 == "/" }.reversed()
    guard let endpoint = URL(string: String(trimmed)),
      ["http", "https"].contains(endpoint.scheme), endpoint.host != nil, endpoint.query == nil,
      endpoint.fragment == nil
    else { throw .invalidEndpoint(address) }
    self.endpoint = endpoint
    let token = environment["HF_TOKEN"]?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    guard token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw .invalidToken }
    self.token = token.isEmpty ? nil : token
    cache = HubCache(environment: environment)
  }
}
