import HermesContract
import Synchronization

/// Reads the settings again; set once the server has everything that they are for.
package final class SettingsReload: Sendable {
  /// - Returns: `changed` and `needs_restart`, the names of settings.
  /// - Throws: `StartupError` if they can't be used; the old ones then stay.
  package typealias Action = @Sendable () async throws -> JSONObject

  private let action = Mutex<Action?>(nil)

  package init() {}

  /// Replaces the action.
  package func set(_ new: @escaping Action) { action.withLock { $0 = new } }

  /// - Throws: `invalid_field` with the reason; `not_found` without an action.
  package func run() async throws -> JSONObject {
    guard let action = action.withLock({ $0 }) else {
      throw HermesError(
        .notFound, message: "This process is not hermes serve: its settings stay as they are.")
    }
    do { return try await action() } catch let error as StartupError {
      throw HermesError(
        .invalidField, message: "\(error.description) The settings stay as they were.")
    }
  }
}
