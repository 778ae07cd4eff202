import Foundation
import HermesConfiguration

/// What is taken from the environment beside the settings.
enum Environment {
  static var config: String? { ProcessInfo.processInfo.environment["HERMES_CONFIG"] }
  static var token: String? { ProcessInfo.processInfo.environment["HERMES_TOKEN"] }
  /// Where the user's files lie: what HOME says, as in every other command, and not what the system has
  /// for the user.
  static var home: String {
    let home = ProcessInfo.processInfo.environment["HOME"] ?? ""
    return home.hasPrefix("/") ? home : NSHomeDirectory()
  }
  /// A folder of the XDG Base Directory Specification: empty and relative ones count as not set.
  static func folder(_ variable: String, else path: String) -> String {
    let folder = ProcessInfo.processInfo.environment[variable] ?? ""
    return folder.hasPrefix("/") ? folder : home + path
  }
  /// A PEM file of certificates to trust instead of the system's.
  static var authorities: String? { ProcessInfo.processInfo.environment["HERMES_CA"] }
  /// A line for each variable that was probably meant to be a setting.
  static var misspelt: [String] {
    MisspeltVariables.warnings(ProcessInfo.processInfo.environment)
  }
  /// As all OpenTelemetry programs have it.
  static var collector: String? {
    ProcessInfo.processInfo.environment["OTEL_EXPORTER_OTLP_ENDPOINT"]
  }
  static var isURLSet: Bool { ProcessInfo.processInfo.environment["HERMES_URL"] != nil }
  static var url: String {
    ProcessInfo.processInfo.environment["HERMES_URL"] ?? "http://localhost:8000"
  }
}
