import Foundation
import HermesConfiguration

/// Environment variables that are not settings.
enum Environment {
  static var config: String? { ProcessInfo.processInfo.environment["HERMES_CONFIG"] }
  static var token: String? { ProcessInfo.processInfo.environment["HERMES_TOKEN"] }
  /// The folder of the user's files: HOME, as in other commands, even if the user database says
  /// otherwise.
  static var home: String {
    let home = ProcessInfo.processInfo.environment["HOME"] ?? ""
    return home.hasPrefix("/") ? home : NSHomeDirectory()
  }
  /// A folder of the XDG Base Directory Specification; empty and relative values count as not set.
  static func folder(_ variable: String, else path: String) -> String {
    let folder = ProcessInfo.processInfo.environment[variable] ?? ""
    return folder.hasPrefix("/") ? folder : home + path
  }
  /// A PEM file of certificates to trust instead of the system's.
  static var authorities: String? { ProcessInfo.processInfo.environment["HERMES_CA"] }
  /// A warning for each variable that is probably a misspelt setting.
  static var misspelt: [String] {
    MisspeltVariables.warnings(ProcessInfo.processInfo.environment)
  }
  /// The folder of the Swift runtime, for commands that read no settings.
  /// - Throws: if the folder that `HERMES_SWIFT_RUNTIME` names is not one.
  static func swiftRuntime() throws(CommandFailure) -> String? {
    let given = ProcessInfo.processInfo.environment["HERMES_SWIFT_RUNTIME"] ?? ""
    do { return try Installation.swiftRuntime(given) } catch {
      throw CommandFailure(message: error.description)
    }
  }
  /// Where the system's loader searches first.
  static var libraryFolders: String? { ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] }
  /// The collector variable that all OpenTelemetry programs use.
  static var collector: String? {
    ProcessInfo.processInfo.environment["OTEL_EXPORTER_OTLP_ENDPOINT"]
  }
  static var isURLSet: Bool { ProcessInfo.processInfo.environment["HERMES_URL"] != nil }
  static var url: String {
    ProcessInfo.processInfo.environment["HERMES_URL"] ?? "http://localhost:8000"
  }
}
