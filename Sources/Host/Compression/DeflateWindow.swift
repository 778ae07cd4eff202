/// The window sizes that messages are compressed with: an agreed size is rounded down to one of
/// three, so that a message is compressed at most three times, whatever its clients agreed on.
package enum DeflateWindow: Int, Sendable, CaseIterable {
  case small = 9
  case medium = 12
  case large = 15

  /// - Parameter bits: the agreed window of the server, 9...15.
  package init(agreed bits: Int) {
    self = bits < Self.medium.rawValue ? .small : bits < Self.large.rawValue ? .medium : .large
  }
}
