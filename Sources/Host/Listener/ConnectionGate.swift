import HermesContract
import Synchronization

/// Counts the connections of all listeners, and refuses those past a limit: in all, so that descriptors
/// are left for everything else, and for each address while it speaks HTTP, so that one peer can't
/// take all. Streams have limits of their own (`ConnectionRegistry`).
package final class ConnectionGate: Sendable {
  package struct Limits: Sendable {
    package var total: Int
    package var perAddress: Int

    package init(total: Int, perAddress: Int) {
      self.total = total
      self.perAddress = perAddress
    }
  }

  /// What one connection takes up. Each of its ends is given back once, by its owner.
  package struct Place: Sendable {
    fileprivate let address: String?
  }

  private struct State: Sendable {
    var total = 0
    var perAddress: [String: Int] = [:]
  }

  private let limits: Limits
  private let proxies: TrustedProxies
  private let state = Mutex(State())

  /// - Parameter proxies: peers that stand for many clients, and for which there is no limit but the
  ///   one on all.
  package init(_ limits: Limits, proxies: TrustedProxies) {
    self.limits = limits
    self.proxies = proxies
  }

  package var count: Int { state.withLock { $0.total } }

  /// - Parameter peer: the address at the other end.
  /// - Returns: what `leave` takes, or nil past a limit.
  func admit(_ peer: String) -> Place? {
    let address = proxies.isTrusted(peer) ? nil : IPNetwork.counted(peer)
    return state.withLock { state in
      guard state.total < limits.total else { return nil }
      if let address {
        guard state.perAddress[address, default: 0] < limits.perAddress else { return nil }
        state.perAddress[address, default: 0] += 1
      }
      state.total += 1
      return Place(address: address)
    }
  }

  /// The connection became a stream. `leave` takes what this returns.
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
