import Foundation
import PythonExpertLinux

/// One run of the sandbox, from its start to the last byte.
///
/// Everything happens on a separate thread: the cooperative pool must not block, and bubblewrap's
/// --die-with-parent is tied to the thread that started it, so that thread must exist until the
/// end.
struct SandboxProcess: Sendable {
  let command: [String]
  let input: Data
  let limits: SandboxLimits
  let filter: Data?

  func run() async throws -> SandboxExit {
    var ends: [Int32] = [-1, -1]
    guard hermes_pipe(&ends) == 0 else {
      throw SpawnFailure(what: "pipe2", code: errno)
    }
    let (wake, waker) = (Descriptor(moving: ends[0]), Descriptor(moving: ends[1]))
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        do {
          try onThread { continuation.resume(with: Result { try runToEnd(wake: wake) }) }
        } catch {
          continuation.resume(throwing: error)
        }
      }
    } onCancel: {
      var byte: UInt8 = 1
      _ = write(waker.number, &byte, 1)
    }
  }

  /// Foundation's Thread would not report that no thread could be created, and the call would never
  /// end.
  private func onThread(_ body: @escaping @Sendable () -> Void) throws {
    final class Start: Sendable {
      let body: @Sendable () -> Void
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    let start = Unmanaged.passRetained(Start(body))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, start.toOpaque())
    guard code == 0 else {
      start.release()
      throw SpawnFailure(what: "no thread for the sandbox", code: code)
    }
    pthread_detach(thread)
  }

  private func runToEnd(wake: Descriptor) throws -> SandboxExit {
    let (pipes, process) = try start()
    var transfer = SandboxTransfer(pipes: pipes, input: input, limits: limits)
    let deadline = ContinuousClock.now + .milliseconds(limits.milliseconds)
    var cause = transfer.run(
      until: deadline, wake: wake,
      files: TemporaryFiles(of: process, bytes: limits.temporaryBytes))
    var status: Int32 = 0
    // A process that has closed its outputs exits immediately, even after the time limit.
    let end = max(deadline, .now + .seconds(1))
    if cause != .ended || !ProcessEnd.wait(for: process, until: end, status: &status) {
      if cause == .ended { cause = .timeLimit }
      // The process group is for the weak sandbox; bubblewrap's namespace dies with it.
      kill(-process, SIGKILL)
      kill(process, SIGKILL)
      ProcessEnd.wait(for: process, status: &status)
    }
    return SandboxExit(
      cause: cause, hasSeenPython: transfer.hasSeenPython, status: ProcessEnd.shellStatus(status),
      result: transfer.result,
      output: transfer.output)
  }

  /// A separate function, so that our copies of the child's ends are closed when it returns.
  private func start() throws -> (SandboxPipes, pid_t) {
    let (pipes, ends) = try SandboxPipes.makePipes(filter: filter)
    return (pipes, try Spawn.start(command, ends: ends))
  }
}
