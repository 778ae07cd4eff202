import HermesA2AWire
import HermesContract
import HermesOutbound

/// The receiver of a request, and the credentials for it.
struct RemotePeer: Sendable {
  let name: String
  let url: String
  /// Empty if it needs none.
  let key: String

  /// - Throws: `remote_key_missing`.
  init(_ agent: RemoteAgent) async throws(HermesError) {
    name = agent.name
    url = agent.url
    guard let place = agent.key else {
      key = ""
      return
    }
    do throws(SecretPlace.Refusal) { key = try await place.read() } catch {
      throw HermesError(.remoteKeyMissing, message: "The key of \(agent.name) \(error.reason)")
    }
  }

  /// The address of its card (A2A v1.0, section 8.2).
  var cardURL: String {
    let path = A2AProtocol.cardPath
    if url.hasSuffix(path) { return url }
    return (url.hasSuffix("/") ? String(url.dropLast()) : url) + path
  }

  /// Foreign text made fit for display: one short line without the key.
  func shown(_ text: String) -> String { ForeignText.line(text, without: key) }
}
