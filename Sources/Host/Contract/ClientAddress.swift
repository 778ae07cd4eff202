/// Where a request comes from, as far as limits and rights go.
package struct ClientAddress: Sendable, Equatable {
  /// An IP address; empty for the control socket.
  package let text: String
  /// By what limits count it (`IPNetwork.counted`).
  package var counted: String { IPNetwork.counted(text) }
  /// Whether a process of this machine sent it, with no proxy in between that would hide who did.
  package let isThisMachine: Bool

  package init(text: String, isThisMachine: Bool) {
    self.text = text
    self.isThisMachine = isThisMachine
  }
}
