import LibZ

/// Expands the compressed messages of one client, one after the other.
///
/// Costs nothing before the first message: an idle connection keeps no window.
package struct Inflater {
  package enum Fault: Error {
    /// No deflate data, an end in the middle of it, or what nobody sends who compresses: much more than it says, or many
    /// last blocks. Reading those takes an event loop's time, and expands to nothing that is counted.
    case malformed
    case tooLarge
  }

  private final class Stream {
    let stream: UnsafeMutablePointer<z_stream>

    init(windowBits: Int) {
      stream = .allocate(capacity: 1)
      stream.initialize(to: z_stream())
      let status = hermes_inflate_init(stream, CInt(windowBits))
      precondition(status == Z_OK, "zlib can't begin to inflate (\(status)): out of memory")
    }

    deinit {
      inflateEnd(stream)
      stream.deallocate()
    }
  }

  private let windowBits: Int
  private let keepsContext: Bool
  private var current: Stream?

  /// - Parameters:
  ///   - windowBits: the largest window that the client may use, 8...15.
  ///   - keepsContext: whether a message may refer to the ones before it.
  package init(windowBits: Int, keepsContext: Bool) {
    self.windowBits = windowBits
    self.keepsContext = keepsContext
  }

  /// - Parameters:
  ///   - payload: a whole message without its last 00 00 FF FF, as it is sent.
  ///   - maximumBytes: of the result. No more memory than that is taken, whatever the payload says.
  package mutating func message(_ payload: [UInt8], maximumBytes: Int) throws(Fault) -> [UInt8] {
    let stream = current ?? Stream(windowBits: windowBits)
    current = keepsContext ? stream : nil
    var output: [UInt8] = []
    do {
      try Self.expand(payload, with: stream.stream, into: &output, maximumBytes: maximumBytes)
      try Self.expand(
        [0, 0, 0xFF, 0xFF], with: stream.stream, into: &output, maximumBytes: maximumBytes)
    } catch {
      current = nil
      throw error
    }
    // Set where a block has ended: else the message stopped in the middle.
    guard stream.stream.pointee.data_type & 128 != 0,
      payload.count <= 2 * output.count + Self.slack
    else {
      current = nil
      throw .malformed
    }
    return output
  }

  private static let chunk = 16 << 10
  /// Last blocks in one message; those that compress make at most one.
  private static let maximumEnds = 16
  /// Bytes of a message beyond twice what it expands to.
  private static let slack = 4 << 10

  private static func expand(
    _ input: [UInt8], with stream: UnsafeMutablePointer<z_stream>, into output: inout [UInt8],
    maximumBytes: Int
  ) throws(Fault) {
    let fault = input.withUnsafeBufferPointer { input -> Fault? in
      stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.pointee.avail_in = uInt(input.count)
      var ends = 0
      // One byte more than allowed is enough to know.
      while true {
        let room = min(chunk, maximumBytes + 1 - output.count)
        var status = Z_OK
        output.append(
          contentsOf: [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            stream.pointee.next_out = buffer.baseAddress
            stream.pointee.avail_out = uInt(room)
            status = inflate(stream, Z_SYNC_FLUSH)
            count = room - Int(stream.pointee.avail_out)
          })
        guard output.count <= maximumBytes else { return .tooLarge }
        switch status {
        case Z_OK where stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0: continue
        // A full buffer before it, and nothing was left.
        case Z_OK, Z_BUF_ERROR: return stream.pointee.avail_in == 0 ? nil : .malformed
        case Z_STREAM_END:
          // A last block may come in the middle (section 7.2.3.4); the window stays.
          ends += 1
          guard ends <= maximumEnds, inflateResetKeep(stream) == Z_OK else { return .malformed }
          if stream.pointee.avail_in == 0 { return nil }
        default: return .malformed
        }
      }
    }
    if let fault { throw fault }
  }
}
