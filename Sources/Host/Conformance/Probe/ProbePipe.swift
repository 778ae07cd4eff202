import Glibc

/// A pipe from a child, whose ends other children do not inherit. For one thread at a time.
final class ProbePipe {
  let reader: Int32
  private(set) var writer: Int32
  /// Whether the other end may still be written to.
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

  /// Called when the child has its own copy.
  func closeWriter() {
    if writer >= 0 { close(writer) }
    writer = -1
  }

  /// The item for `poll`; without effect after the end of the pipe.
  var pollItem: pollfd { pollfd(fd: isOpen ? reader : -1, events: Int16(POLLIN), revents: 0) }

  /// Reads available data, waiting for some. Empty at the end.
  func read() -> [UInt8] {
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    let count = Glibc.read(reader, &chunk, chunk.count)
    if count == 0 || count < 0 && errno != EINTR && errno != EAGAIN { isOpen = false }
    return Array(chunk.prefix(max(0, count)))
  }

  /// Reads what is left, without waiting for processes that still hold the other end.
  func drain(_ body: ([UInt8]) -> Void) {
    _ = fcntl(reader, F_SETFL, O_NONBLOCK)
    while isOpen {
      let chunk = read()
      if chunk.isEmpty { return }
      body(chunk)
    }
  }
}
