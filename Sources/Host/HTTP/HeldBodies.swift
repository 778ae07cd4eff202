import HermesContract
import Synchronization

/// Bounds what large bodies of one client hold at once, on all its connections: answers that wait to be read,
/// or requests that are on their way.
final class HeldBodies: Sendable {
  /// A part of what a client's bodies may hold; given back with the last reference to it.
  final class Share: Sendable {
    private let owner: HeldBodies
    private let client: String
    private let bytes: Int

    fileprivate init(_ owner: HeldBodies, _ client: String, _ bytes: Int) {
      self.owner = owner
      self.client = client
      self.bytes = bytes
    }

    deinit { owner.giveBack(bytes, of: client) }
  }

  private struct State: Sendable {
    var total = 0
    var perClient: [String: Int] = [:]
  }

  /// Bytes of bodies that count. Of smaller ones connections are counted, and larger ones are blobs, which are
  /// sent in pieces.
  private static let counted = (64 << 10)...(16 << 20)
  /// Bytes that the first body of a client may have whatever others hold.
  private static let smallFirst = 256 << 10

  private let perClient: Int
  private let total: Int
  private let state = Mutex(State())

  /// - Parameters:
  ///   - perClient: bytes of one client's bodies, beyond its first.
  ///   - total: bytes of everybody's.
  init(perClient: Int = 64 << 20, total: Int = 512 << 20) {
    self.perClient = perClient
    self.total = total
  }

  /// - Returns: nil for a body that is not counted.
  /// - Throws: `fault` if too many are held already.
  func share(
    of client: String, bytes: Int, else fault: @autoclosure () -> HermesError
  ) throws(HermesError) -> Share? {
    guard Self.counted.contains(bytes) else { return nil }
    let isAdmitted = state.withLock { state in
      let own = state.perClient[client, default: 0]
      let isSmallFirst = own == 0 && bytes <= Self.smallFirst
      guard own == 0 || own + bytes <= perClient, isSmallFirst || state.total + bytes <= total
      else { return false }
      state.perClient[client] = own + bytes
      state.total += bytes
      return true
    }
    guard isAdmitted else { throw fault() }
    return Share(self, client, bytes)
  }

  private func giveBack(_ bytes: Int, of client: String) {
    state.withLock { state in
      state.total -= bytes
      let left = state.perClient[client, default: 0] - bytes
      state.perClient[client] = left > 0 ? left : nil
    }
  }
}
