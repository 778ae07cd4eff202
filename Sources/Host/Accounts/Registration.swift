import Foundation
import HermesContract

/// The data of a new account.
package struct Registration: Sendable {
  /// Any case; stored in lower case.
  package var email: String
  /// The password in clear text; never stored.
  package var password: String
  /// At most 200 bytes; optional.
  package var fullName: String?
  /// 1 to 64 ASCII characters without spaces and @; optional.
  package var username: String?

  package init(email: String, password: String, fullName: String? = nil, username: String? = nil) {
    self.email = email
    self.password = password
    self.fullName = fullName
    self.username = username
  }

  /// The limit of RFC 5321, section 4.5.3.1.3, without the angle brackets.
  static let maximumEmailBytes = 254
  /// Limits the cost of hashing.
  static let maximumPasswordBytes = 1024

  func validate(minimumPasswordLength: Int) throws(HermesError) {
    try Self.limitBytes(email: email, password: password)
    try Self.validate(email: email)
    try Self.validate(password: password, minimum: minimumPasswordLength)
    try validateNames()
  }

  static func validate(email: String) throws(HermesError) {
    try limitBytes(email: email)
    guard email.lowercased() != OperatorAccount.email else {
      throw HermesError(
        .invalidField, message: "email can't be \(OperatorAccount.email): that is the operator.")
    }
    // One address in two encodings would be two accounts that look the same.
    guard email.utf8.elementsEqual(email.precomposedStringWithCanonicalMapping.utf8) else {
      throw HermesError(
        .invalidField, message: "email must be in Unicode's composed form (NFC).")
    }
    let parts = email.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }),
      !email.contains(where: { $0.isWhitespace || $0.unicodeScalars.contains(where: Self.isHidden) }
      )
    else {
      throw HermesError(.invalidField, message: "email must be an address such as ada@example.org.")
    }
  }

  /// Whether it would make two addresses look the same in a list.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    return scalar.value < 32 || scalar == blankBraille || properties.generalCategory == .format
      || properties.isDefaultIgnorableCodePoint
  }

  /// No white space according to Unicode, but shown as a space.
  private static let blankBraille: Unicode.Scalar = "\u{2800}"

  private func validateNames() throws(HermesError) {
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

  /// Checked before anything else, so that a client can't choose the cost of processing these
  /// texts.
  static func limitBytes(email: String, password: String) throws(HermesError) {
    try limitBytes(email: email)
    try limitBytes(password: password)
  }

  private static func limitBytes(email: String) throws(HermesError) {
    guard email.utf8.count <= maximumEmailBytes else {
      throw HermesError(
        .invalidField, message: "email must have at most \(maximumEmailBytes) bytes.")
    }
    // SQLite ends a text at U+0000: such an address would match another account, but with throttles
    // of its own.
    guard !email.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      throw HermesError(.invalidField, message: "email must have no control characters.")
    }
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
