import LibZ

/// Compresses messages according to RFC 7692, section 7.2.1. Each message is independent: a client
/// can read it whatever context takeover was agreed, and one result serves all clients with the
/// same window size.
package final class Deflater: @unchecked Sendable {
  // Proof for @unchecked: used by one caller at a time, which has taken it out of a DeflaterPool.
  private let stream: UnsafeMutablePointer<z_stream>

  /// A compromise between speed and size for mostly short text.
  private static let level: CInt = 4

  /// - Parameter windowBits: 9...15; zlib does not support raw deflate streams with 8.
  package init(windowBits: Int) {
    precondition((9...15).contains(windowBits))
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status = hermes_deflate_init(stream, Self.level, CInt(windowBits))
    precondition(status == Z_OK, "zlib can't begin to deflate (\(status)): out of memory")
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// - Parameter payload: less than 4 GiB.
  /// - Returns: the payload of a compressed message; nil if it would not be smaller.
  package func message(_ payload: UnsafeRawBufferPointer) -> [UInt8]? {
    deflateReset(stream)
    var isDone = false
    let bytes = [UInt8](unsafeUninitializedCapacity: payload.count) { output, count in
      stream.pointee.next_in = UnsafeMutablePointer(
        mutating: payload.assumingMemoryBound(to: UInt8.self).baseAddress)
      stream.pointee.avail_in = uInt(payload.count)
      stream.pointee.next_out = output.baseAddress
      stream.pointee.avail_out = uInt(output.count)
      // If there is room left, everything was written, including the flush.
      isDone = deflate(stream, Z_SYNC_FLUSH) == Z_OK && stream.pointee.avail_out > 0
      count = output.count - Int(stream.pointee.avail_out)
    }
    // The flush ends with 00 00 FF FF, which is not sent.
    return isDone ? bytes.dropLast(4) : nil
  }
}

extension [UInt8] {
  fileprivate func dropLast(_ count: Int) -> [UInt8] { Array(self[..<(self.count - count)]) }
}
