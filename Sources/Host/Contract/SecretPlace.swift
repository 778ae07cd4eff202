/// Where a key is found when it is needed; never the key itself.
package enum SecretPlace: Sendable, Equatable {
  /// A variable of the server's environment.
  case environment(String)
  /// A file whose first line it is; absolute.
  case file(String)

  /// Whether a key can stand in a header.
  package static func isKey(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }
}
