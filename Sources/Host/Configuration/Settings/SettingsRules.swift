import HermesContract

/// Checks that settings are consistent with each other and that their texts are well formed.
enum SettingsRules {
  /// - Throws: `StartupError` that names the setting and the remedy.
  static func check(_ settings: ServerSettings) throws {
    guard settings.tlsCert.isEmpty == settings.tlsKey.isEmpty else {
      let (given, missing) =
        settings.tlsKey.isEmpty ? ("tls_cert", "tls_key") : ("tls_key", "tls_cert")
      throw StartupError(
        "\(given) is set, but \(missing) is not. TLS needs both; set both or neither.")
    }
    guard !settings.requireSignatures || !settings.trustedKeys.isEmpty else {
      throw StartupError(
        "require_signatures is true, but trusted_keys is empty: nothing could be loaded. Add public keys, or set it to false."
      )
    }
    guard settings.otlpEndpoint.isEmpty || settings.otlpEndpoint.hasPrefix("http") else {
      throw StartupError(
        "otlp_endpoint must be an http or https URL, such as http://localhost:4318.")
    }
    guard settings.otlpHeaders.allSatisfy({ $0.contains("=") }) else {
      throw StartupError("otlp_headers takes name=value, several separated by commas.")
    }
    if let host = settings.allowedHosts.first(where: { !isHostName($0) }) {
      throw StartupError(
        "allowed_hosts has \"\(host)\". Write a name without scheme, port and path, such as hermes.example.org or *.example.org."
      )
    }
    guard settings.publicURL.isEmpty || PublicURL(settings.publicURL) != nil else {
      throw StartupError(
        "public_url \"\(settings.publicURL)\" is not a URL that can stand before /api/v1. Write scheme, host and perhaps a port and a plain path, such as https://example.org/hermes."
      )
    }
    try checkModel(settings)
  }

  private static func isHostName(_ text: String) -> Bool {
    HostName.isValid(text.hasPrefix("*.") ? text.dropFirst(2) : text[...])
  }

  private static func checkModel(_ settings: ServerSettings) throws {
    if !settings.modelURL.isEmpty, let fault = ModelPlace.fault(inURL: settings.modelURL) {
      throw StartupError("model_url \(fault). Set a base such as http://localhost:8080/v1.")
    }
    guard settings.modelKey.isEmpty || SecretPlace.isKey(settings.modelKey) else {
      throw StartupError(
        "model_key contains a space, a control character or a character that is not ASCII.")
    }
    guard settings.modelKey.isEmpty || !settings.modelURL.isEmpty else {
      throw StartupError("model_key is set, but model_url is not. Set both, or no key.")
    }
  }
}
