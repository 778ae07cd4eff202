import Crypto
import Foundation

/// A random secret that is shown once, and of which only the digest is stored.
package struct AccessSecret: Sendable {
  /// What its holder keeps: a prefix that says what it is, and 256 random bits in base64url
  /// (RFC 4648, section 5).
  package let text: String

  /// A new one, from the system's generator.
  init(prefix: String) {
    var generator = SystemRandomNumberGenerator()
    let bits = (0..<Self.randomBytes).map { _ in UInt8.random(in: 0...255, using: &generator) }
    text =
      prefix
      + Data(bits).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  var digest: [UInt8] { Self.digest(of: text) }

  /// The SHA-256 of a secret.
  static func digest(of text: String) -> [UInt8] {
    Array(SHA256.hash(data: Array(text.utf8)))
  }

  private static let randomBytes = 32
}
