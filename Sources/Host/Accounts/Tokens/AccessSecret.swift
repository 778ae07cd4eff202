import Crypto

/// A random secret that is shown once, and of which only the digest is stored.
package struct AccessSecret: Sendable {
  /// What its holder keeps: a prefix that tells what it is, and 256 random bits in base64url
  /// (RFC 4648, section 5).
  package let text: String

  /// A new one, from the system's generator.
  init(prefix: String) {
    var generator = SystemRandomNumberGenerator()
    let bits = (0..<Self.randomBytes).map { _ in UInt8.random(in: 0...255, using: &generator) }
    text = prefix + Self.base64URL(bits)
  }

  var digest: [UInt8] { Self.digest(of: text) }

  /// The SHA-256 of a secret.
  static func digest(of text: String) -> [UInt8] {
    Array(SHA256.hash(data: Array(text.utf8)))
  }

  private static let randomBytes = 32
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  private static func base64URL(_ bytes: [UInt8]) -> String {
    var digits: [UInt8] = []
    var (bits, count) = (0, 0)
    for byte in bytes {
      bits = bits << 8 | Int(byte)
      count += 8
      while count >= 6 {
        count -= 6
        digits.append(alphabet[bits >> count & 63])
      }
      bits &= (1 << count) - 1
    }
    if count > 0 { digits.append(alphabet[bits << (6 - count) & 63]) }
    return String(decoding: digits, as: UTF8.self)
  }
}
