import Glibc

/// A pipe from a child, without its ends in other children. For one thread at a time.
final class ProbePipe {
  let reader: Int32
  private(set) var writer: Int32
  /// Whether somebody may still write.
  private(set) var isOpen = true

  init() throws(ProbeProcess.StartFailure) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw ProbeProcess.StartFailure(code: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reader, writer) = (ends[0], ends[1])
  }

  deinit {
    close(reader)
    closeWriter()
  }

  /// After the child has its own.
  func closeWriter() {
    if writer >= 0 { close(writer) }
    writer = -1
  }

  /// For poll: without effect once it is at its end.
  var pollItem: pollfd { pollfd(fd: isOpen ? reader : -1, events: Int16(POLLIN), revents: 0) }

  /// What is there; waits for it. Empty at the end.
  func read() -> [UInt8] {
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    let count = Glibc.read(reader, &chunk, chunk.count)
    if count == 0 || count < 0 && errno != EINTR && errno != EAGAIN { isOpen = false }
    return Array(chunk.prefix(max(0, count)))
  }

  /// What is left, without waiting for whoever still holds the other end.
  func drain(_ body: ([UInt8]) -> Void) {
    _ = fcntl(reader, F_SETFL, O_NONBLOCK)
    while isOpen {
      let chunk = read()
      if chunk.isEmpty { return }
      body(chunk)
    }
  }
}
