import AgentABI
import HermesCRuntime
import HermesContract

/// The calls in flight, in a file that outlives the process: see hermes_call_record.h.
enum CallRecord {
  /// Stands for a call's token while an agent is being created.
  static let making = UInt64.max

  /// A library in the record.
  struct Library: Sendable {
    private let number: UInt32

    /// - Parameter symbol: an address inside its image.
    init(_ file: LibraryFile, symbol: UnsafeRawPointer?) {
      number = hermes_record_add_library(file.digest, file.path, symbol)
    }

    /// A native library, identified by the digest of the manifest that describes it.
    init(_ native: NativeLibrary, digest: String, symbol: UnsafeRawPointer?) {
      number = hermes_record_add_library(digest, native.library, symbol)
    }

    /// Without a record: calls are only measured.
    init() { number = 0 }

    /// Runs library code that creates an agent. A death there is attributed to it, as a death in a
    /// call is.
    func whileMaking<Value>(_ agent: String, body: () -> Value) -> Value {
      let slot = hermes_record_enter(number, CallRecord.making, agent, "none")
      defer {
        _ = hermes_record_leave(slot)
        hermes_record_close(slot)
      }
      return body()
    }

    /// The calling thread is about to enter an agent.
    func enter(_ call: Call, agent: String) {
      call.recordSlot.store(
        hermes_record_enter(number, call.token, agent, call.task), ordering: .relaxed)
    }
  }

  /// The calling thread has left the agent.
  /// - Returns: the processor time that it spent inside, in nanoseconds.
  static func leave(_ call: Call) -> UInt64 {
    hermes_record_leave(call.recordSlot.load(ordering: .relaxed))
  }

  /// The agent no longer holds any part of the call.
  static func close(_ call: Call) {
    hermes_record_close(call.recordSlot.load(ordering: .relaxed))
  }

  /// Processor time so far of a call that the calling thread is inside; 0 on any other thread.
  static func spent(_ call: Call) -> UInt64 { hermes_record_spent(call.token) }
}
