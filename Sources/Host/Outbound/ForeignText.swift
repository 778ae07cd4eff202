/// Makes text of other parties safe to show.
package enum ForeignText {
  private static let mask = "***"

  /// Masks every occurrence of a secret, regardless of case.
  ///
  /// Compares bytes, because a combining mark after a letter would make it a different `Character`.
  /// - Parameter secret: ASCII; empty if there is none.
  package static func masked(_ text: String, without secret: String) -> String {
    guard !secret.isEmpty, text.utf8.count >= secret.utf8.count else { return text }
    let wanted = secret.utf8.map(lowercased)
    let bytes = Array(text.utf8)
    var kept: [UInt8] = []
    var copied = 0
    var index = 0
    while index + wanted.count <= bytes.count {
      guard lowercased(bytes[index]) == wanted[0],
        zip(bytes[(index + 1)...], wanted.dropFirst()).allSatisfy({ lowercased($0) == $1 })
      else {
        index += 1
        continue
      }
      kept += bytes[copied..<index] + Array(mask.utf8)
      index += wanted.count
      copied = index
    }
    guard copied > 0 else { return text }
    return String(decoding: kept + bytes[copied...], as: UTF8.self)
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  /// The beginning of an answer that can't be read, without the secret. Masked before it is cut: a
  /// part of a secret would not be recognised.
  package static func beginning(of bytes: some Collection<UInt8>, without secret: String) -> String
  {
    // More than the longest secret, and more than is shown.
    let text = String(decoding: bytes.prefix(64 << 10), as: UTF8.self)
    return String(masked(text, without: secret).prefix(80))
  }

  /// One short line without the secret and without control characters.
  /// - Parameters:
  ///   - secret: empty if there is none.
  ///   - limit: the maximum number of characters.
  package static func line(_ text: String, without secret: String, limit: Int = 200) -> String {
    let open = masked(text, without: secret)
    let line = String(
      String.UnicodeScalarView(
        open.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    return line.count > limit ? line.prefix(limit) + "…" : line
  }
}
