import Crypto

/// The first half of a text's SHA-256: a key of 16 bytes, however long the client-supplied text is.
struct KeyDigest: Hashable, Sendable {
  private let words: (UInt64, UInt64)

  init(_ text: String) {
    words = SHA256.hash(data: Array(text.utf8)).withUnsafeBytes {
      ($0.load(as: UInt64.self), $0.load(fromByteOffset: 8, as: UInt64.self))
    }
  }

  static func == (left: KeyDigest, right: KeyDigest) -> Bool { left.words == right.words }
  func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}
