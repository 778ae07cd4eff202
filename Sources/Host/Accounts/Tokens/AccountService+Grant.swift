import HermesContract

extension AccountService {
  /// The tokens that a client receives.
  package struct Grant: Sendable {
    /// The access token.
    package let access: String
    /// The refresh token; valid for one exchange.
    package let refresh: String
    /// How long the access token is valid, in seconds.
    package let lifetime: Int64
    /// The account that the tokens are for.
    package let user: UserRecord
  }
}
