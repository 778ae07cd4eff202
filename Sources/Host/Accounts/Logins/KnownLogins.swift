import Synchronization

/// A login of an account from an address where it has logged in before.
struct KnownLogin: Sendable {
  /// Identifies account and address.
  let key: String
  /// Increases with every use; a larger value means a more recent one.
  let lastUse: Int
}

/// The addresses from which accounts have logged in, so that attempts of strangers don't delay the
/// accounts there.
///
/// Kept only in memory, at most `maximum` pairs; beyond that the least recently used half is
/// dropped. Adding a pair requires a correct password and costs a hash.
final class KnownLogins: Sendable {
  private let maximum: Int

  private struct State: Sendable {
    var lastUses: [KeyDigest: Int] = [:]
    var uses: Int = 0

    mutating func forgetOldest() {
      let latest = lastUses.sorted { $0.value > $1.value }.prefix(lastUses.count / 2)
      lastUses = Dictionary(uniqueKeysWithValues: latest.map { ($0.key, $0.value) })
    }
  }

  private let state = Mutex(State())

  init(maximum: Int = 50_000) { self.maximum = maximum }

  func remember(_ account: String, at address: String) {
    let key = KeyDigest(Self.loginKey(account: account, address: address))
    state.withLock { state in
      if state.lastUses.count >= maximum, state.lastUses[key] == nil { state.forgetOldest() }
      state.uses += 1
      state.lastUses[key] = state.uses
    }
  }

  /// Looks up an attempt, which counts as a use however it ends.
  /// - Returns: nil if the account has not logged in from this address.
  func recall(_ account: String, at address: String) -> KnownLogin? {
    let key = Self.loginKey(account: account, address: address)
    let digest = KeyDigest(key)
    return state.withLock { state in
      guard let lastUse = state.lastUses[digest] else { return nil }
      state.uses += 1
      state.lastUses[digest] = state.uses
      return KnownLogin(key: key, lastUse: lastUse)
    }
  }

  private static func loginKey(account: String, address: String) -> String {
    "\(address) \(account)"
  }
}
