import Synchronization

/// The addresses from which accounts have logged in, so that strangers' attempts don't delay them there.
///
/// Kept in memory alone, at most `maximum` pairs; past that the half that was used longest ago is forgotten.
/// Each pair costs whoever fills it a right password and its hash.
final class KnownLogins: Sendable {
  private let maximum: Int

  private struct State: Sendable {
    var lastUses: [KeyDigest: UInt64] = [:]
    var uses: UInt64 = 0

    mutating func forgetOldest() {
      let latest = lastUses.sorted { $0.value > $1.value }.prefix(lastUses.count / 2)
      lastUses = Dictionary(uniqueKeysWithValues: latest.map { ($0.key, $0.value) })
    }
  }

  private let state = Mutex(State())

  init(maximum: Int = 50_000) { self.maximum = maximum }

  func add(_ account: String, at address: String) {
    let key = Self.key(account, address)
    state.withLock { state in
      if state.lastUses.count >= maximum, state.lastUses[key] == nil { state.forgetOldest() }
      state.uses += 1
      state.lastUses[key] = state.uses
    }
  }

  func contains(_ account: String, at address: String) -> Bool {
    let key = Self.key(account, address)
    return state.withLock { $0.lastUses[key] != nil }
  }

  private static func key(_ account: String, _ address: String) -> KeyDigest {
    KeyDigest("\(address) \(account)")
  }
}
