import HermesContract
import Synchronization

/// Limits what the large bodies of one client hold at the same time, over all its connections:
/// answers that wait to be read, and requests that are being received.
final class HeldBodies: Sendable {
  /// One body's share of its client's limit; given back when its last reference is released.
  final class Share: Sendable {
    private let owner: HeldBodies
    private let client: String
    private let bytes: Mutex<Int>

    fileprivate init(owner: HeldBodies, client: String, bytes: Int = 0) {
      self.owner = owner
      self.client = client
      self.bytes = Mutex(bytes)
    }

    /// - Parameter size: of everything held now, at least as much as before; up to 64 KiB are not
    ///   counted.
    /// - Throws: `fault` if too much is already held.
    func grow(
      to size: Int, else fault: @autoclosure () -> HermesError
    ) throws(HermesError) {
      let isAdmitted = bytes.withLock { bytes in
        guard HeldBodies.counted.contains(size), size > bytes else { return true }
        guard owner.admit(client: client, bytes: size - bytes, beside: bytes) else { return false }
        bytes = size
        return true
      }
      guard isAdmitted else { throw fault() }
    }

    deinit { owner.giveBack(bytes.withLock { $0 }, of: client) }
  }

  private struct State: Sendable {
    var total = 0
    var perClient: [String: Int] = [:]
  }

  /// Sizes of bodies that are counted. Smaller ones are limited by the number of connections, and
  /// larger content is a blob, which is sent in pieces.
  private static let counted = (64 << 10)...(16 << 20)
  /// What the first body of a client may always hold, in bytes.
  private static let smallFirst = 256 << 10

  private let perClient: Int
  private let total: Int
  private let state = Mutex(State())

  /// - Parameters:
  ///   - perClient: bytes of one client's bodies, not counting its first.
  ///   - total: bytes of all clients' bodies.
  init(perClient: Int = 64 << 20, total: Int = 512 << 20) {
    self.perClient = perClient
    self.total = total
  }

  /// - Returns: nil for a body that is not counted.
  /// - Throws: `fault` if too much is already held.
  func share(
    of client: String, bytes: Int, else fault: @autoclosure () -> HermesError
  ) throws(HermesError) -> Share? {
    guard Self.counted.contains(bytes) else { return nil }
    guard admit(client: client, bytes: bytes, beside: 0) else { throw fault() }
    return Share(owner: self, client: client, bytes: bytes)
  }

  /// For a body of which nothing has been received.
  func emptyShare(of client: String) -> Share { Share(owner: self, client: client) }

  /// - Parameter held: what the same body already holds.
  private func admit(client: String, bytes: Int, beside held: Int) -> Bool {
    state.withLock { state in
      let own = state.perClient[client, default: 0]
      let isFirst = own == held
      let isSmallFirst = isFirst && held + bytes <= Self.smallFirst
      guard isFirst || own + bytes <= perClient, isSmallFirst || state.total + bytes <= total
      else { return false }
      state.perClient[client] = own + bytes
      state.total += bytes
      return true
    }
  }

  private func giveBack(_ bytes: Int, of client: String) {
    state.withLock { state in
      state.total -= bytes
      let left = state.perClient[client, default: 0] - bytes
      state.perClient[client] = left > 0 ? left : nil
    }
  }
}
