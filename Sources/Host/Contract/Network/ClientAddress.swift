/// The origin of a request, as far as limits and permissions are concerned.
package struct ClientAddress: Sendable, Equatable {
  /// An IP address; empty for the control socket.
  package let text: String
  /// The address under which limits count it (`IPNetwork.counted`).
  package var counted: String { IPNetwork.counted(text) }
  /// Whether a process on this machine sent it without a proxy in between, which would hide the
  /// real sender.
  package let isThisMachine: Bool

  package init(text: String, isThisMachine: Bool) {
    self.text = text
    self.isThisMachine = isThisMachine
  }
}
