import Synchronization

/// The dialect that each model accepts, as far as it has been found out since the server started.
///
/// Holds 64 models; the one learnt first is replaced.
final class DialectMemory: Sendable {
  private static let maximumModels = 64

  private struct State {
    var dialects: [String: Dialect] = [:]
    /// Oldest first.
    var order: [String] = []
  }

  private let state = Mutex(State())

  func dialect(of endpoint: ModelEndpoint) -> Dialect {
    state.withLock { $0.dialects[Self.memoryKey(of: endpoint)] } ?? Dialect()
  }

  /// - Parameter dialect: what the model's server has just accepted.
  func learn(_ dialect: Dialect, of endpoint: ModelEndpoint) {
    let key = Self.memoryKey(of: endpoint)
    state.withLock { state in
      if state.dialects.updateValue(dialect, forKey: key) == nil { state.order.append(key) }
      guard state.order.count > Self.maximumModels else { return }
      state.dialects[state.order.removeFirst()] = nil
    }
  }

  /// Models of one server may differ too.
  private static func memoryKey(of endpoint: ModelEndpoint) -> String {
    endpoint.completions + " " + endpoint.name
  }
}
