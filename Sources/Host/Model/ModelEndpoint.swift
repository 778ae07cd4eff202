import HermesContract
import HermesOutbound

/// A model: its server, its name and its key.
struct ModelEndpoint: Sendable {
  let url: String
  let name: String
  /// Empty if it needs none.
  let key: String

  /// The URL for completions.
  var completions: String {
    (url.hasSuffix("/") ? String(url.dropLast()) : url) + "/chat/completions"
  }

  /// Foreign text made fit for display: one short line without the key.
  func shown(_ text: String) -> String { ForeignText.line(text, without: key) }

  /// - Throws: `model_not_configured`.
  static func resolve(
    _ place: ModelPlace, server: ModelClient.Configuration
  ) async throws(HermesError) -> ModelEndpoint {
    let url = place.url ?? server.url
    guard !url.isEmpty else {
      throw notConfigured(
        "No model is configured. Set model_url (HERMES_MODEL_URL), such as http://localhost:8080/v1."
      )
    }
    // Another server must not receive this one's key.
    var key = place.url == nil || place.url == server.url ? server.key : ""
    if let own = place.key {
      do throws(SecretPlace.Refusal) { key = try await own.read() } catch {
        throw notConfigured("The model's key \(error.reason)")
      }
    }
    return ModelEndpoint(url: url, name: place.name ?? server.name, key: key)
  }

  private static func notConfigured(_ message: String) -> HermesError {
    HermesError(.modelNotConfigured, message: message)
  }
}
