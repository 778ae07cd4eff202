import HermesContract

/// How often somebody may try: an account from one address, an address whatever accounts it names,
/// and an account whatever the addresses.
struct LoginThrottle: Sendable {
  /// An attempt that was admitted. It counts unless it is given back.
  struct Attempt: Sendable {
    fileprivate let key: String
    /// The account, if it also counts for attempts from all addresses.
    fileprivate let name: String?
    /// The earlier login of the account from this address; nil if there was none.
    let known: KnownLogin?
  }

  private let store: any AccountStore
  private let now: @Sendable () -> ContinuousClock.Instant
  private let registrations: Throttle
  private let ofAccountAndAddress: Throttle
  /// Because all users share the capacity for hashing.
  private let ofAddress: Throttle
  /// Because guesses may come from many addresses.
  private let ofAccount: Throttle
  private let knownLogins = KnownLogins()

  init(_ configuration: AccountService.Configuration, store: any AccountStore) {
    self.store = store
    now = configuration.now
    registrations = Throttle(burst: configuration.registerBurst, perSecond: 0.1)
    ofAccountAndAddress = Throttle(burst: configuration.loginBurst, perSecond: 0.5)
    ofAddress = Throttle(burst: configuration.registerBurst, perSecond: 2)
    ofAccount = Throttle(burst: configuration.accountBurst, perSecond: 1.0 / 60)
  }

  // MARK: - Attempts. Each throws `too_many_attempts`.

  func admitRegistration(from address: String) throws(HermesError) {
    try registrations.consumeAttempt(for: address, at: now())
  }

  func admitAddress(_ address: String) throws(HermesError) {
    try ofAddress.consumeAttempt(for: address, at: now())
  }

  /// A login.
  /// - Parameters:
  ///   - user: nil if there is no such account.
  ///   - name: the same for all names of an account.
  func admit(_ user: UserID?, named name: String, from address: String) async throws -> Attempt {
    let key = "\(address) \(name)"
    try ofAccountAndAddress.consumeAttempt(for: key, at: now())
    let known = user.flatMap { knownLogins.recall($0.text, at: address) }
    guard known == nil else { return Attempt(key: key, name: nil, known: known) }
    do { try ofAccount.consumeAttempt(for: name, at: now()) } catch {
      // Others must not lock the owner out.
      guard let user, try await hasSession(user, from: address) else { throw error }
      return Attempt(key: key, name: nil, known: nil)
    }
    return Attempt(key: key, name: name, known: nil)
  }

  /// A change of the password.
  func admitChange(of user: UserID, from address: String) throws(HermesError) -> Attempt {
    let key = "password \(user)"
    try ofAccountAndAddress.consumeAttempt(for: key, at: now())
    return Attempt(key: key, name: nil, known: knownLogins.recall(user.text, at: address))
  }

  /// Whether one of the account's sessions began at this address: known logins are forgotten with
  /// the process.
  private func hasSession(_ user: UserID, from address: String) async throws -> Bool {
    try await store.sessions(of: user).contains { session in
      let origin = session.origin.address
      return !origin.isEmpty && IPNetwork.counted(origin) == address
    }
  }

  // MARK: - Their outcome

  /// The attempt succeeded, or nothing was tried.
  func giveBack(_ attempt: Attempt) {
    ofAccountAndAddress.giveBack(attempt.key)
    if let name = attempt.name { ofAccount.giveBack(name) }
  }

  /// - Parameter share: the part of the attempt to give back, at most 1.
  func giveBack(address: String, share: Double) {
    ofAddress.giveBack(address, share: share)
  }

  func remember(_ user: UserID, at address: String) {
    knownLogins.remember(user.text, at: address)
  }
}

extension Throttle {
  /// - Throws: `too_many_attempts`.
  func consumeAttempt(
    for key: String, at time: ContinuousClock.Instant
  ) throws(HermesError) {
    guard let wait = consumeToken(for: key, now: time) else { return }
    throw HermesError(
      .tooManyAttempts, message: "Too many attempts. Wait a moment and try again.",
      isRetryable: true, retryAfter: wait)
  }
}
