import HermesContract

extension AccountService {
  /// Limits and lifetimes, with their defaults.
  package struct Configuration: Sendable {
    /// In characters.
    package var minimumPasswordLength = 6
    /// How long an access token is valid, in seconds; 1 hour.
    package var accessLifetime: Int64 = 3600
    /// How long a refresh token is valid, in seconds; 30 days.
    package var refreshLifetime: Int64 = 30 * 86_400
    /// Token refreshes of one user in a burst; then one per second.
    package var refreshBurst = 30
    /// Failed logins of one account from one address in a burst; then one every 2 s.
    package var loginBurst = 10
    /// Failed logins of one account, whatever the addresses, in a burst; then one a minute. Addresses
    /// from which the account has logged in before are not affected.
    package var accountBurst = 100
    /// Who may register.
    package var registration = RegistrationPolicy.open
    /// Registrations from one address in a burst; then one every 10 s. Also the failed logins of
    /// one address in a burst; then two per second.
    package var registerBurst = 20
    /// The clock of the throttles.
    package var now: @Sendable () -> ContinuousClock.Instant = { .now }
    package init() {}
  }
}
