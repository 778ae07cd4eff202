import Glibc
import HermesThreads
import Synchronization

/// Sends frames over a socket without blocking the sender: immediately if the socket has room,
/// otherwise from a separate thread, in order.
///
/// The backlog is bounded: at `maximumWaiting` bytes the connection is closed, and its owner sees
/// the other side end.
final class ChildConnection: Sendable {
  private struct State: Sendable {
    var queue: [UInt8] = []
    /// The writer holds bytes that it has not sent yet, and nothing may overtake them.
    var isWriting = false
    var isClosed = false
    var isOverrun = false
  }

  /// Bytes, in addition to one frame. The other side reads continuously, whatever its agents do:
  /// with such a backlog it is stopped or broken.
  static let maximumWaiting = 256 << 20

  let descriptor: Int32
  private let state = Mutex(State())
  private let writer: WorkerThreads

  init(_ descriptor: Int32, name: String) {
    self.descriptor = descriptor
    writer = WorkerThreads("\(name)-out", limit: 1)
  }

  func send(_ frame: ChildFrame) {
    let bytes = frame.encoded
    let next = state.withLock { state in
      guard !state.isClosed else { return Next.nothing }
      guard !state.isWriting, state.queue.isEmpty else {
        guard state.queue.count <= Self.maximumWaiting else {
          state.isOverrun = true
          return .close
        }
        state.queue.append(contentsOf: bytes)
        return .nothing
      }
      let sent = Self.sendNow(to: descriptor, bytes: bytes[...])
      guard sent < bytes.count else { return .nothing }
      state.queue.append(contentsOf: bytes[sent...])
      state.isWriting = true
      return .write
    }
    switch next {
    case .nothing: break
    case .close: close()
    case .write:
      // Without a thread nothing more can be sent, as if the other side had ended.
      if !writer.submit({ [self] in write() }) { close() }
    }
  }

  private enum Next { case nothing, write, close }

  /// Whether it was closed because the other side did not read.
  var isOverrun: Bool { state.withLock { $0.isOverrun } }

  /// - Returns: how many bytes the kernel accepted; all of them if the other side has ended, which
  ///   the reader will notice.
  private static func sendNow(to descriptor: Int32, bytes: ArraySlice<UInt8>) -> Int {
    let count = bytes.withUnsafeBytes {
      Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
    }
    if count >= 0 { return count }
    return errno == EAGAIN || errno == EINTR ? 0 : bytes.count
  }

  /// On the writer's thread.
  private func write() {
    while true {
      let bytes = state.withLock { state -> [UInt8] in
        defer { state.queue = [] }
        if state.queue.isEmpty { state.isWriting = false }
        return state.queue
      }
      guard !bytes.isEmpty else { return }
      var rest = bytes[...]
      while !rest.isEmpty {
        var item = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        // A shutdown of the socket ends the wait.
        _ = poll(&item, 1, -1)
        rest = rest.dropFirst(Self.sendNow(to: descriptor, bytes: rest))
      }
    }
  }

  /// Sends nothing more, and wakes the reader and the writer. The owner closes the descriptor.
  func close() {
    state.withLock { $0.isClosed = true }
    shutdown(descriptor, Int32(SHUT_RDWR))
    writer.stop()
  }
}
