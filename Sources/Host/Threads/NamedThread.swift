import Glibc
import HermesCRuntime

/// A joinable thread with a name for debuggers and an alternate signal stack, so that a stack
/// overflow in foreign code can still be recorded.
package final class NamedThread: Sendable {
  private let handle: pthread_t
  private static let signalStackBytes = 64 << 10

  /// - Parameter name: cut to the 15 bytes that Linux keeps.
  /// - Throws: if the system cannot create a thread, because its limit is reached or there is no
  ///   memory for a stack.
  package init(
    _ name: String, body: @escaping @Sendable () -> Void
  ) throws(ThreadFailure) {
    let box = Unmanaged.passRetained(Start(name: String(name.prefix(15)), body: body))
    var handle = pthread_t()
    let status = pthread_create(
      &handle, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, box.toOpaque())
    guard status == 0 else {
      box.release()
      throw ThreadFailure(code: status)
    }
    self.handle = handle
  }

  /// Lets the thread free itself when its body returns, without being joined. At most once, and
  /// never together with `join`.
  package func detach() { pthread_detach(handle) }

  /// Blocks until the thread's body has returned. At most once.
  package func join() { pthread_join(handle, nil) }

  private final class Start: Sendable {
    let name: String
    let body: @Sendable () -> Void

    init(name: String, body: @escaping @Sendable () -> Void) {
      self.name = name
      self.body = body
    }

    func run() {
      hermes_name_thread(name)
      let memory = UnsafeMutableRawPointer.allocate(
        byteCount: NamedThread.signalStackBytes, alignment: 16)
      var stack = stack_t(ss_sp: memory, ss_flags: 0, ss_size: NamedThread.signalStackBytes)
      sigaltstack(&stack, nil)
      body()
      stack.ss_flags = Int32(SS_DISABLE)
      sigaltstack(&stack, nil)
      memory.deallocate()
    }
  }
}
