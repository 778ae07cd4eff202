import AgentABI
import Dispatch
import Foundation
import Synchronization

/// One instance of an agent, with its open calls. The host's opaque pointer is a retained reference.
final class RunningAgent: Sendable {
  private struct OpenCall {
    let backpressure: Backpressure
    var task: Task<Void, Never>?
    var cancelled = false
  }

  private let agent: any Agent
  private let host: HostProxy
  private let calls = Mutex<[hermes_call: OpenCall]>([:])
  private let running = DispatchGroup()
  let threads: AgentThreads

  init(_ type: any Agent.Type, host: HostProxy, config: JSONValue) throws {
    self.host = host
    threads = AgentThreads(calls: type.card.maxConcurrency)
    agent = try type.init(config: config, log: AgentLog(host: host, call: 0))
  }

  func invoke(_ token: hermes_call, json: Data) -> hermes_status {
    let request: AgentRequest
    do {
      request = try JSONDecoder().decode(AgentRequest.self, from: json)
    } catch {
      host.log(token, level: .error, message: "the request does not follow the ABI: \(error)")
      return ABIStatus.invalid
    }
    let call = AgentCall(token: token, host: host, backpressure: Backpressure())
    calls.withLock { $0[token] = OpenCall(backpressure: call.backpressure) }
    running.enter()
    let task = Task(executorPreference: threads) { [self] in
      await finish(call, with: outcome(of: request, call))
      running.leave()
    }
    let cancelled = calls.withLock { calls in
      // Absent if the task has already ended.
      calls[token]?.task = task
      return calls[token]?.cancelled ?? false
    }
    if cancelled { task.cancel() }
    return ABIStatus.pending
  }

  func cancel(_ token: hermes_call) {
    let open = calls.withLock { calls in
      calls[token]?.cancelled = true
      return calls[token]
    }
    open?.task?.cancel()
    open?.backpressure.close()
  }

  func drained(_ token: hermes_call) {
    calls.withLock { $0[token]?.backpressure }?.drained()
  }

  /// Ends every call and waits for it. Blocks, which the ABI allows in `destroy`.
  func stop() {
    for token in calls.withLock({ Array($0.keys) }) { cancel(token) }
    running.wait()
    threads.stop()
  }

  func reconcile(_ stepKey: String) async -> AgentReconciliation {
    await agent.reconcile(stepKey: stepKey)
  }

  /// The only place that finishes a call; each call's task reaches it exactly once.
  private func finish(_ call: AgentCall, with outcome: Outcome) {
    calls.withLock { $0[call.token] = nil }
    let status = host.finish(call.token, status: outcome.status, json: outcome.json)
    if status != ABIStatus.ok && status != ABIStatus.ended {
      host.log(
        call.token, level: .error, message: "the host refused the result with status \(status)")
    }
  }

  private func outcome(
    of request: AgentRequest, _ call: AgentCall
  ) async -> Outcome {
    do {
      return .completed(try await agent.run(request, call))
    } catch let question as AgentQuestion {
      do {
        try await call.ask(question)
        // The result of a call that asks is ignored.
        return .completed(AgentResult())
      } catch { return .failed(error) }
    } catch {
      return .failed(error)
    }
  }
}
