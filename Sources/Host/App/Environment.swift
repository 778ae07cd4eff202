import Foundation

/// What the client commands take from the environment.
enum Environment {
  static var config: String? { ProcessInfo.processInfo.environment["HERMES_CONFIG"] }
  static var token: String? { ProcessInfo.processInfo.environment["HERMES_TOKEN"] }
  static var url: String {
    ProcessInfo.processInfo.environment["HERMES_URL"] ?? "http://localhost:8000"
  }
}
