import Glibc
import HermesThreads

/// Reads a line that a person types, on a separate thread.
enum TerminalLine {
  private static let maximumBytes = 64 << 10

  /// - Returns: nil at the end of the input, or when the task is cancelled.
  static func read() async -> String? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    let (wake, waker) = (ends[0], ends[1])
    for end in [wake, waker] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer {
      close(wake)
      close(waker)
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let body: @Sendable () -> Void = { continuation.resume(returning: readLine(until: wake)) }
        do { try NamedThread("line", body: body).detach() } catch {
          continuation.resume(returning: nil)
        }
      }
    } onCancel: {
      _ = write(waker, "x", 1)
    }
  }

  private static func readLine(until wake: Int32) -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while bytes.count < maximumBytes {
      var waits = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
      ]
      if poll(&waits, 2, -1) < 0 {
        if errno == EINTR { continue }
        return nil
      }
      guard waits[1].revents == 0 else { return nil }
      let count = Glibc.read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return nil }
      if byte == 0x0A { break }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
