import AgentABI
import Foundation

/// One running call: what an agent sends to the host before its result.
///
/// Each of the throwing functions suspends while the host has no room for more events, and throws
/// `CancellationError` when the host has ended the call.
public struct AgentCall: Sendable {
  let token: hermes_call
  let host: HostProxy
  let backpressure: Backpressure

  /// The server's log.
  public var log: AgentLog { AgentLog(host: host, call: token) }

  /// True if the host has ended this call or wants to end it. Cheap enough to check in every
  /// iteration of a loop.
  public var isCancelled: Bool { Task.isCancelled || host.isCancelled(token) }

  /// Reports, in one sentence, what the agent is doing or considering.
  public func think(_ thought: String) async throws {
    try await emit(ABIEventKind.thinking, payload: ["thought": .string(thought)])
  }

  /// Reports the progress of the call: `fraction` is from 0 to 1.
  public func progress(_ fraction: Double, _ note: String? = nil) async throws {
    var payload: [String: JSONValue] = ["fraction": .number(min(max(fraction, 0), 1))]
    if let note { payload["note"] = .string(note) }
    try await emit(ABIEventKind.progress, payload: payload)
  }

  /// Sends a piece of an artifact while it grows. The result repeats the whole artifact.
  public func artifactChunk(
    _ text: String, artifactId: String, name: String, mediaType: String, append: Bool, last: Bool
  ) async throws {
    try await emit(
      ABIEventKind.artifactChunk,
      payload: [
        "artifact_id": .string(artifactId), "name": .string(name),
        "media_type": .string(mediaType), "text": .string(text), "append": .bool(append),
        "last": .bool(last),
      ])
  }

  /// Sends an agent-specific event; the host never drops it.
  public func event(_ name: String, _ payload: JSONValue) async throws {
    try await emit(ABIEventKind.agent, payload: ["name": .string(name), "payload": payload])
  }

  /// - Throws: `cannot_ask` if this host has no user to ask.
  func ask(_ question: AgentQuestion) async throws {
    var payload: [String: JSONValue] = ["question": .string(question.question)]
    payload["state"] = question.state
    try await emit(ABIEventKind.inputRequired, payload: payload)
  }

  private func emit(_ kind: hermes_event_kind, payload: [String: JSONValue]) async throws {
    let json = try OutgoingJSON.encoded(payload)
    while true {
      try Task.checkCancellation()
      // Read before the attempt: a `drained` between the attempt and the wait must not be missed.
      let drains = backpressure.drains
      // Not emit_wait: it would block a thread of the cooperative pool.
      let status = host.emit(token, kind: kind, json: json)
      switch status {
      case ABIStatus.ok:
        return
      case ABIStatus.busy:
        await backpressure.wait(after: drains)
      case ABIStatus.ended, ABIStatus.noCall:
        throw CancellationError()
      case ABIStatus.tooLarge:
        throw AgentError(
          code: "event_too_large", message: "The event has \(json.count) bytes; the limit is 1 MiB."
        )
      case ABIStatus.unsupported:
        throw AgentError(code: "cannot_ask", message: "This host has no user to ask.")
      default:
        throw AgentError(
          code: "event_refused", message: "The host refused an event with status \(status).")
      }
    }
  }
}
