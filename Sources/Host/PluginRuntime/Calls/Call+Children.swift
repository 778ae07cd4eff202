import HermesContract

/// Work that a call has started and that ends with it.
extension Call {
  struct Children: Sendable {
    /// How many calls of other agents have started: their keys must not depend on other requests.
    var calls = 0
    var next = 0
    var running: [Int: Task<Void, Never>] = [:]
    var hasEnded = false
  }

  /// The number of the next call of another agent, from 1.
  func nextChild() -> Int {
    state.withLock { state in
      state.children.calls += 1
      return state.children.calls
    }
  }

  /// Runs `body` as part of the call; it is cancelled when the call ends.
  /// - Returns: false if the call has already ended; `body` then does not run.
  func addChild(_ body: @escaping @Sendable () async -> Void) -> Bool {
    state.withLock { state in
      guard !state.children.hasEnded else { return false }
      state.children.next += 1
      let id = state.children.next
      state.children.running[id] = Task {
        await body()
        self.state.withLock { $0.children.running[id] = nil }
      }
      return true
    }
  }

  /// Runs `body` as `addChild` does; the call is not over before `body` has returned.
  func addService(_ body: @escaping @Sendable () async -> Void) -> Bool {
    let entry = context?.entry
    entry?.hold()
    let isBegun = addChild {
      await body()
      entry?.release()
    }
    if !isBegun { entry?.release() }
    return isBegun
  }

  /// Call when the call is over, for whatever reason.
  func endChildren() {
    let children = state.withLock { state in
      state.children.hasEnded = true
      return state.children.running.values.map { $0 }
    }
    for child in children { child.cancel() }
  }

  /// Passes on an event of another agent that works for this call. Dropped if the call has been
  /// answered; `stored` is then called immediately.
  func relay(_ event: AgentEmission, onStored stored: @escaping @Sendable () -> Void) {
    let isOpen = state.withLock { state in
      guard state.machine.emissionVerdict() == .open else { return false }
      emit(Emission(kind: 0, json: [], event: event), stored)
      return true
    }
    if !isOpen { stored() }
  }

  // MARK: - Answers as JSON

  static func encode(_ result: AgentResult) -> [UInt8] {
    var object = JSONObject([(key: "artifacts", value: .array(result.artifacts.map(\.json)))])
    if let text = result.text { object["text"] = .string(text) }
    return JSONWriter.bytes(.object(object))
  }

  static func encode(_ error: HermesError) -> [UInt8] {
    var object = JSONObject([
      (key: "code", value: .string(error.code)), (key: "message", value: .string(error.message)),
      (key: "retryable", value: .bool(error.isRetryable)),
    ])
    if let delay = error.retryAfter {
      object["retry_after_ms"] = .int(Int64(delay / .milliseconds(1)))
    }
    return JSONWriter.bytes(.object(object))
  }
}
