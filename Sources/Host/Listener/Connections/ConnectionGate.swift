import HermesContract
import Synchronization

/// Counts the connections of all listeners, and refuses those past a limit: in total, so that
/// descriptors are left for everything else, and per address while it speaks HTTP, so that one peer
/// cannot take them all. Streams have their own limits (`ConnectionRegistry`).
package final class ConnectionGate: Sendable {
  /// Connections at the same time.
  package struct Limits: Sendable {
    /// In total.
    package var total: Int
    /// Of each address, while the connection speaks HTTP.
    package var perAddress: Int

    /// Both limits are at least 1.
    package init(total: Int, perAddress: Int) {
      self.total = total
      self.perAddress = perAddress
    }
  }

  /// What one connection occupies. Its owner gives it back once.
  package struct Place: Sendable {
    fileprivate let address: String?
  }

  private struct State: Sendable {
    var limits: Limits
    var total = 0
    var perAddress: [String: Int] = [:]
  }

  private let proxies: TrustedProxies
  private let state: Mutex<State>

  /// - Parameter proxies: peers that stand for many clients; only the total limit applies to them.
  package init(_ limits: Limits, proxies: TrustedProxies) {
    state = Mutex(State(limits: limits))
    self.proxies = proxies
  }

  /// Changes the limits; what is open stays open.
  package func setLimits(_ limits: Limits) { state.withLock { $0.limits = limits } }

  /// Connections that are open now.
  package var count: Int { state.withLock { $0.total } }

  /// - Parameter peer: the address of the other end.
  /// - Returns: what to pass to `leave`, or nil past a limit.
  func admit(_ peer: String) -> Place? {
    let address = proxies.isTrusted(peer) ? nil : IPNetwork.counted(peer)
    return state.withLock { state in
      guard state.total < state.limits.total else { return nil }
      if let address {
        guard state.perAddress[address, default: 0] < state.limits.perAddress else { return nil }
        state.perAddress[address, default: 0] += 1
      }
      state.total += 1
      return Place(address: address)
    }
  }

  /// The connection became a stream. Pass the result to `leave`.
  func upgrade(_ place: Place) -> Place {
    state.withLock { Self.forget(place.address, in: &$0) }
    return Place(address: nil)
  }

  func leave(_ place: Place) {
    state.withLock { state in
      state.total -= 1
      Self.forget(place.address, in: &state)
    }
  }

  private static func forget(_ address: String?, in state: inout State) {
    guard let address else { return }
    let count = (state.perAddress[address] ?? 1) - 1
    state.perAddress[address] = count > 0 ? count : nil
  }
}
