import AsyncHTTPClient
import HermesConfiguration
import NIOCore

/// Whether the configured model answers.
enum ModelCheck {
  /// - Returns: nil if no model is configured.
  static func finding(_ settings: ServerSettings) async -> Finding? {
    guard !settings.modelURL.isEmpty else { return nil }
    let base =
      settings.modelURL.hasSuffix("/") ? String(settings.modelURL.dropLast()) : settings.modelURL
    var request = HTTPClientRequest(url: base + "/models")
    if !settings.modelKey.isEmpty {
      request.headers.add(name: "Authorization", value: "Bearer \(settings.modelKey)")
    }
    do {
      let response = try await ClientTLS.httpClient.execute(request, timeout: .seconds(10))
      switch response.status.code {
      case 401, 403:
        return .warning(
          "model", text: "\(base) does not accept the key (\(response.status.code)).",
          cure: "Check model_key.")
      // Not every server lists its models.
      case 200..<300, 404, 405: return .good("model", text: "\(base) answers.")
      default:
        return .warning(
          "model", text: "\(base)/models answered \(response.status.code).",
          cure: "Check model_url, and that server's log.")
      }
    } catch {
      return .warning(
        "model", text: "\(base) can't be reached.", cure: "Start it, or correct model_url.")
    }
  }
}
