import LibZ

/// Expands the compressed messages of one client, one after another.
///
/// Allocates nothing before the first message: an idle connection has no window.
package struct Inflater {
  /// Why a message can't be expanded.
  package enum Fault: Error {
    /// Invalid or truncated deflate data, or data that no compressor produces: a payload much
    /// larger than its result, or many final blocks. Reading those would occupy an event loop
    /// without producing output that counts.
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
  ///   - keepsContext: whether a message may refer to earlier ones.
  package init(windowBits: Int, keepsContext: Bool) {
    self.windowBits = windowBits
    self.keepsContext = keepsContext
  }

  /// Expands one message.
  /// - Parameters:
  ///   - payload: a whole message without its final 00 00 FF FF, as it is sent.
  ///   - maximumBytes: the limit of the result, which also limits the memory used.
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
    // zlib sets this bit at the end of a block; otherwise the message was cut off.
    guard stream.stream.pointee.data_type & 128 != 0,
      payload.count <= 2 * output.count + Self.slack
    else {
      current = nil
      throw .malformed
    }
    return output
  }

  private static let chunk = 16 << 10
  /// The limit of final blocks in one message; compressors produce at most one.
  private static let maximumEnds = 16
  /// How many bytes a message may exceed twice the size of its result.
  private static let slack = 4 << 10

  private static func expand(
    _ input: [UInt8], with stream: UnsafeMutablePointer<z_stream>, into output: inout [UInt8],
    maximumBytes: Int
  ) throws(Fault) {
    let fault = input.withUnsafeBufferPointer { input -> Fault? in
      stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.pointee.avail_in = uInt(input.count)
      var ends = 0
      // One byte more than allowed suffices to detect excess.
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
        // The buffer was filled exactly, and no input was left.
        case Z_OK, Z_BUF_ERROR: return stream.pointee.avail_in == 0 ? nil : .malformed
        case Z_STREAM_END:
          // A final block may occur within a message (section 7.2.3.4); the window is kept.
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
