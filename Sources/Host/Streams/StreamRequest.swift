import HermesContract

/// What a client wants to follow, from where, and as whom, exactly as it was sent.
package struct StreamRequest: Sendable, Equatable {
  /// What the path names.
  package enum Target: Sendable, Equatable {
    case task(String)
    /// All tasks of the user who asks.
    case user
  }

  /// What the client wants to follow.
  package var target: Target
  /// The access token; nil if there is none.
  package var token: String?
  /// The last position that the client has: a seq, or a cursor on a user's stream.
  package var after: String?
  /// The journal that `after` belongs to.
  package var epoch: String?
  /// `none` on a user's stream that only follows what it subscribes to.
  package var follow: String?
  /// The client's address.
  package var client = ClientAddress(text: "", isThisMachine: false)

  /// Without token and position, unless they are set afterwards.
  package init(_ target: Target) { self.target = target }
}
