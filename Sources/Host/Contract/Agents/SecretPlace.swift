/// Where a secret key is read from when it is needed; never the key itself.
package enum SecretPlace: Sendable, Equatable {
  /// The name of a variable in the server's environment.
  case environment(String)
  /// The absolute path of a file whose first line is the key.
  case file(String)

  /// Whether a text can be sent as a key in a header: printable ASCII without spaces, not empty.
  package static func isKey(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }
}
