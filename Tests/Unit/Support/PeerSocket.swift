import Glibc
import HermesThreads

/// A pair of sockets with a small buffer, and a thread that reads one end to its end.
final class PeerSocket: Sendable {
  let writeEnd: CInt
  private let readEnd: CInt
  private let state = Monitor((bytes: [UInt8](), isDone: false))
  private let thread: NamedThread

  init() throws {
    var ends: [CInt] = [0, 0]
    let status = socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0, &ends)
    precondition(status == 0)
    var size: CInt = 4096
    setsockopt(ends[0], SOL_SOCKET, SO_SNDBUF, &size, socklen_t(MemoryLayout<CInt>.size))
    writeEnd = ends[0]
    readEnd = ends[1]
    thread = try NamedThread("peer") { [state, readEnd] in
      var buffer = [UInt8](repeating: 0, count: 1777)
      while case let count = read(readEnd, &buffer, buffer.count), count > 0 {
        state.withLock { $0.bytes += buffer[..<count] }
      }
      state.broadcast { $0.isDone = true }
    }
  }

  /// - Returns: how much the kernel took.
  func send(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBytes {
      max(
        0, Glibc.send(writeEnd, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL) | CInt(MSG_DONTWAIT)))
    }
  }

  /// Ends the stream and waits for what the reader has got. Once.
  func received() async -> [UInt8] {
    shutdown(writeEnd, CInt(SHUT_WR))
    thread.join()
    close(writeEnd)
    close(readEnd)
    return state.withLock { $0.bytes }
  }
}
