import HermesConfiguration
import HermesTracing
import Logging

extension SpanExporter {
  /// - Returns: nil if no collector is configured.
  static func make(_ settings: ServerSettings, logger: Logger) -> SpanExporter? {
    let endpoint = settings.otlpEndpoint.isEmpty ? Environment.collector : settings.otlpEndpoint
    guard let endpoint, !endpoint.isEmpty else { return nil }
    let headers = settings.otlpHeaders.map { header in
      let fields = header.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(fields[0]), String(fields[1]))
    }
    return SpanExporter(
      endpoint: endpoint, headers: headers, client: ClientTLS.httpClient,
      logger: logger)
  }
}
