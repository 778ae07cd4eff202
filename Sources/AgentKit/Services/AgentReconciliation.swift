import AgentABI
import Dispatch
import Foundation
import Synchronization

/// What an agent knows about a step that was interrupted when the server ended
/// (hermes.reconcile/1).
public enum AgentReconciliation: Sendable {
  /// The whole effect took place; the step counts as done.
  case done(AgentResult)
  /// Nothing happened: the step runs again.
  case notDone
  /// The step runs again if its skill is declared idempotent; otherwise the user is asked.
  case unknown
}

/// The extension table that the host calls.
enum ReconcileTable {
  // Proof for nonisolated(unsafe): written once, before it is shared, and never freed.
  nonisolated(unsafe) static let pointer: UnsafeRawPointer = {
    let table = UnsafeMutablePointer<hermes_reconcile_1>.allocate(capacity: 1)
    table.initialize(
      to: hermes_reconcile_1(
        struct_size: UInt32(MemoryLayout<hermes_reconcile_1>.size), reserved: 0,
        reconcile: { agent, key, sink, context in
          guard let agent else { return ABIStatus.invalid }
          let instance = Unmanaged<RunningAgent>.fromOpaque(UnsafeRawPointer(agent))
            .takeUnretainedValue()
          let stepKey = String(decoding: Data(key), as: UTF8.self)
          return ReconcileTable.reconcile(instance, stepKey: stepKey) { json in
            json.withHermesBytes { sink?(context, $0) }
          }
        }))
    return UnsafeRawPointer(table)
  }()

  private final class Answer: Sendable {
    let given = Mutex(AgentReconciliation.unknown)
  }

  /// Blocks: the ABI calls it on a thread that may block.
  private static func reconcile(
    _ instance: RunningAgent, stepKey: String, tell: (Data) -> Void
  ) -> hermes_status {
    let answer = Answer()
    let isDone = DispatchSemaphore(value: 0)
    Task(executorPreference: instance.threads) {
      let given = await instance.reconcile(stepKey)
      answer.given.withLock { $0 = given }
      isDone.signal()
    }
    isDone.wait()
    switch answer.given.withLock({ $0 }) {
    case .done(let result):
      guard let json = try? OutgoingJSON.encoded(result) else { return ABIStatus.failed }
      tell(json)
      return ABIStatus.ok
    case .notDone: return ABIStatus.notFound
    case .unknown: return ABIStatus.failed
    }
  }
}
