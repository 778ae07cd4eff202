/// The window sizes that messages are compressed with: for each agreed size the next smaller of
/// three, so that a message is compressed at most three times however clients differ.
package enum DeflateWindow: Int, Sendable, CaseIterable {
  case small = 9
  case medium = 12
  case large = 15

  /// - Parameter bits: what was agreed for the server, 9...15.
  package init(agreed bits: Int) {
    self = bits < Self.medium.rawValue ? .small : bits < Self.large.rawValue ? .medium : .large
  }
}
