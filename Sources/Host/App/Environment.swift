import Foundation

/// What the client commands take from the environment.
enum Environment {
  static var config: String? { ProcessInfo.processInfo.environment["HERMES_CONFIG"] }
  static var token: String? { ProcessInfo.processInfo.environment["HERMES_TOKEN"] }
  /// A PEM file of certificates to trust instead of the system's.
  static var authorities: String? { ProcessInfo.processInfo.environment["HERMES_CA"] }
  static var url: String {
    ProcessInfo.processInfo.environment["HERMES_URL"] ?? "http://localhost:8000"
  }
}
