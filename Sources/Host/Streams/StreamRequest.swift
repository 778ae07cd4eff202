import HermesContract

/// What a client asks to follow, from where, and as whom; as it has sent it.
package struct StreamRequest: Sendable, Equatable {
  package enum Target: Sendable, Equatable {
    case task(String)
    /// All tasks of whoever asks.
    case user
  }

  package var target: Target
  package var token: String?
  package var after: String?
  package var epoch: String?
  package var follow: String?
  /// Who asks.
  package var client = ClientAddress(text: "", isThisMachine: false)

  package init(_ target: Target) { self.target = target }
}
