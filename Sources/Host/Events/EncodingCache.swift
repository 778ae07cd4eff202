import Synchronization

/// What encodings have made of one thing, each once.
struct EncodingCache: ~Copyable, Sendable {
  private let made = Mutex<[(encoding: ObjectIdentifier, bytes: [UInt8])]>([])

  /// The bytes that an encoding has made, or makes now.
  func bytes(for encoding: any EventEncoding, make: () -> [UInt8]) -> [UInt8] {
    // Under the lock, so that loops that want the same at once do not both make it.
    made.withLock { made in
      let key = ObjectIdentifier(encoding)
      if let known = made.first(where: { $0.encoding == key }) { return known.bytes }
      let bytes = make()
      made.append((key, bytes))
      return bytes
    }
  }
}
