import Synchronization

/// The encoded forms of one thing; each encoding runs once.
struct EncodingCache: ~Copyable, Sendable {
  private let made = Mutex<[(encoding: ObjectIdentifier, bytes: [UInt8])]>([])

  /// The bytes for an encoding, produced on first use.
  func bytes(for encoding: any EventEncoding, make: () -> [UInt8]) -> [UInt8] {
    // Under the lock, so that two loops that need the same bytes do not both produce them.
    made.withLock { made in
      let key = ObjectIdentifier(encoding)
      if let known = made.first(where: { $0.encoding == key }) { return known.bytes }
      let bytes = make()
      made.append((key, bytes))
      return bytes
    }
  }
}
