import AgentABI
import HermesContract
import Synchronization

extension AgentInstance {
  /// How long an agent may take to answer about a step.
  private static let reconcileLimit = Duration.seconds(10)

  /// Asks the agent whether the effect of a step took place.
  func reconcile(_ stepKey: String) async -> Reconciliation {
    guard await slots.acquire() == .admitted else { return .unknown }
    let (status, bytes) = await withCheckedContinuation { continuation in
      let answer = OnceAnswer(continuation)
      setup.deadlines.add(after: Self.reconcileLimit) {
        answer.give(status: ABIStatus.timeout, bytes: [])
      }
      lane.reconcile(stepKey) { answer.give(status: $0, bytes: $1) }
    }
    slots.release()
    switch status {
    case ABIStatus.ok:
      guard !bytes.isEmpty else { return .done(AgentResult(artifacts: [], text: nil)) }
      let result = JSONValue(parsing: bytes).flatMap(ResultDecoder.result)
      return result.map(Reconciliation.done) ?? .unknown
    case ABIStatus.notFound: return .notDone
    default: return .unknown
    }
  }
}

/// Resumes a continuation with the first of several answers.
private final class OnceAnswer: Sendable {
  private let waiter: Mutex<CheckedContinuation<(hermes_status, [UInt8]), Never>?>

  init(_ continuation: CheckedContinuation<(hermes_status, [UInt8]), Never>) {
    waiter = Mutex(continuation)
  }

  func give(status: hermes_status, bytes: [UInt8]) {
    let waiter = waiter.withLock { waiter in
      defer { waiter = nil }
      return waiter
    }
    waiter?.resume(returning: (status, bytes))
  }
}
