import HermesContract

/// What somebody registers with.
package struct Registration: Sendable {
  package var email: String
  package var password: String
  package var fullName: String?
  package var username: String?

  package init(email: String, password: String, fullName: String? = nil, username: String? = nil) {
    self.email = email
    self.password = password
    self.fullName = fullName
    self.username = username
  }

  /// Bytes of an e-mail address (RFC 5321, section 4.5.3.1.3, without its angle brackets).
  static let maximumEmailBytes = 254
  /// Bytes of a password.
  static let maximumPasswordBytes = 1024

  func validate(minimumPasswordLength: Int) throws(HermesError) {
    try Self.limitBytes(email: email, password: password)
    let parts = email.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }),
      !email.contains(where: { $0.isWhitespace || $0.unicodeScalars.contains { $0.value < 32 } })
    else {
      throw HermesError(.invalidField, message: "email must be an address such as ada@example.org.")
    }
    try Self.validate(password: password, minimum: minimumPasswordLength)
    if let username {
      guard (1...64).contains(username.utf8.count),
        username.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "@") })
      else {
        throw HermesError(
          .invalidField, message: "username must be 1 to 64 ASCII characters without spaces and @.")
      }
    }
    if let fullName, fullName.utf8.count > 200 {
      throw HermesError(.invalidField, message: "full_name must have at most 200 bytes.")
    }
  }

  /// Before anything is done with them: what they cost must not be for a stranger to choose.
  static func limitBytes(email: String, password: String) throws(HermesError) {
    guard email.utf8.count <= maximumEmailBytes else {
      throw HermesError(
        .invalidField, message: "email must have at most \(maximumEmailBytes) bytes.")
    }
    // SQLite takes a text for ended at U+0000: such an address would be another one with other limits.
    guard !email.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      throw HermesError(.invalidField, message: "email must have no control characters.")
    }
    try limitBytes(password: password)
  }

  static func limitBytes(password: String) throws(HermesError) {
    guard password.utf8.count <= maximumPasswordBytes else {
      throw HermesError(
        .invalidField, message: "password must have at most \(maximumPasswordBytes) bytes.")
    }
  }

  static func validate(password: String, minimum: Int) throws(HermesError) {
    try limitBytes(password: password)
    guard password.count >= minimum else {
      throw HermesError(
        .invalidField, message: "password must have at least \(minimum) characters.")
    }
  }
}
