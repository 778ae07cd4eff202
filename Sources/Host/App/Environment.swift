import Foundation
import HermesConfiguration

/// What is taken from the environment beside the settings.
enum Environment {
  static var config: String? { ProcessInfo.processInfo.environment["HERMES_CONFIG"] }
  static var token: String? { ProcessInfo.processInfo.environment["HERMES_TOKEN"] }
  /// A PEM file of certificates to trust instead of the system's.
  static var authorities: String? { ProcessInfo.processInfo.environment["HERMES_CA"] }
  /// A line for each variable that was probably meant to be a setting.
  static var misspelt: [String] {
    get throws { try MisspeltVariables.warnings(ProcessInfo.processInfo.environment) }
  }
  /// As all OpenTelemetry programs have it.
  static var collector: String? {
    ProcessInfo.processInfo.environment["OTEL_EXPORTER_OTLP_ENDPOINT"]
  }
  static var url: String {
    ProcessInfo.processInfo.environment["HERMES_URL"] ?? "http://localhost:8000"
  }
}
