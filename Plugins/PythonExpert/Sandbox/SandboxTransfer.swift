import Foundation

/// Sends the job and collects the answer, within limits of size and time.
struct SandboxTransfer {
  private var pipes: SandboxPipes
  private var unsent: Data
  private let limits: SandboxLimits
  private(set) var result = Data()
  private(set) var output = Data()
  /// Whether Python was seen to start; false as well where /proc can't be read.
  private(set) var hasSeenPython = false

  init(pipes: SandboxPipes, input: Data, limits: SandboxLimits) {
    self.pipes = pipes
    unsent = input
    self.limits = limits
  }

  /// Returns when both outputs have ended, or with the reason to kill the process.
  mutating func run(
    until deadline: ContinuousClock.Instant, wake: Descriptor, files: TemporaryFiles
  ) -> SandboxExit.Cause {
    var files = files
    var python = SandboxedPython(of: files.process)
    var deadline = deadline
    var waited = Duration.zero
    let latest = deadline + limits.processorWait
    let identification = ContinuousClock.now + limits.identification
    var resultIsOpen = true
    var outputIsOpen = true
    while resultIsOpen || outputIsOpen {
      var left = ContinuousClock.now.duration(to: deadline)
      if left <= .zero, deadline < latest,
        // Code that has used much processor time was not kept waiting by others.
        let had = python.processorTime(), had * 2 < .milliseconds(limits.milliseconds)
      {
        if let wait = python.processorWait(), wait > waited {
          (deadline, waited) = (min(deadline + wait - waited, latest), wait)
        } else if python.isRunnable() {
          // It may still be in a wait that the kernel has not added yet.
          deadline = min(.now + limits.fileInterval, latest)
        }
        left = ContinuousClock.now.duration(to: deadline)
      }
      guard left > .zero else { return .timeLimit }
      // The code can rename its process, so it gets nothing to run before Python has been
      // identified.
      let mayStart = python.isIdentified() || .now >= identification
      hasSeenPython = python.wasSeen
      let interval = mayStart ? limits.fileInterval : .milliseconds(2)
      var polls = [
        pollfd(fd: wake.number, events: Int16(POLLIN), revents: 0),
        // poll ignores negative numbers.
        pollfd(fd: resultIsOpen ? pipes.result.number : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: outputIsOpen ? pipes.output.number : -1, events: Int16(POLLIN), revents: 0),
        pollfd(
          fd: mayStart ? pipes.input?.number ?? -1 : -1, events: Int16(POLLOUT), revents: 0),
      ]
      poll(&polls, 4, Int32(min(left, interval) / .milliseconds(1)) + 1)
      python.lowerSession()
      if let count = files.count(), count > limits.temporaryFiles { return .fileLimit }
      if let bytes = python.pageTableBytes(), bytes > limits.pageTableBytes { return .memoryLimit }
      if polls[0].revents != 0 { return .cancelled }
      if polls[1].revents != 0 {
        resultIsOpen = Self.readOutput(pipes.result, into: &result)
        if result.count > limits.resultBytes { return .outputLimit }
      }
      if polls[2].revents != 0 {
        outputIsOpen = Self.readOutput(pipes.output, into: &output)
        if output.count > limits.outputBytes { return .outputLimit }
      }
      if polls[3].revents != 0 { sendInput() }
    }
    return .ended
  }

  /// False at the end of the stream.
  private static func readOutput(_ end: Descriptor, into data: inout Data) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = Foundation.read(end.number, &buffer, buffer.count)
    if count > 0 {
      data.append(contentsOf: buffer[0..<count])
      return true
    }
    return count < 0 && (errno == EAGAIN || errno == EINTR)
  }

  private mutating func sendInput() {
    guard let input = pipes.input else { return }
    let count = unsent.withUnsafeBytes {
      Foundation.send(input.number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    if count > 0 { unsent = Data(unsent.dropFirst(count)) }
    let isBroken = count < 0 && errno != EAGAIN && errno != EINTR
    if unsent.isEmpty || isBroken {
      // Signals the end to the reader, even if another process still holds the socket.
      shutdown(input.number, Int32(SHUT_WR))
      pipes.input = nil
    }
  }
}
