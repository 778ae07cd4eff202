/// The cost of an agent's call, as far as it is known when the call ends.
package struct CallUsage: Sendable, Equatable {
  /// Time between the request and the agent's entry: waiting for a slot and for a thread.
  package var queued: Duration = .zero
  /// Processor time in nanoseconds.
  package var cpuNanoseconds: UInt64 = 0
  /// Whether `cpuNanoseconds` is incomplete: within the server only the thread of `invoke` is
  /// measured, and an agent may have other threads.
  package var isCPUPartial = false
  /// Bytes of JSON in the agent's events.
  package var emittedBytes = 0

  /// Model calls and their tokens.
  package var model = ModelUsage()

  package init() {}

  /// Adds the cost of another call; `isCPUPartial` becomes true if either is partial.
  package mutating func add(_ other: CallUsage) {
    queued += other.queued
    cpuNanoseconds &+= other.cpuNanoseconds
    isCPUPartial = isCPUPartial || other.isCPUPartial
    emittedBytes += other.emittedBytes
    model.add(other.model)
  }

  /// As clients receive it; times in milliseconds.
  package var json: JSONValue {
    [
      "queued_ms": .double(Double(queued / .microseconds(1)) / 1000),
      "cpu_ms": .double(Double(cpuNanoseconds / 1000) / 1000),
      "cpu_partial": .bool(isCPUPartial), "emitted_bytes": .int(Int64(emittedBytes)),
      "model_calls": .int(Int64(model.calls)),
      "prompt_tokens": .int(Int64(model.promptTokens)),
      "completion_tokens": .int(Int64(model.completionTokens)),
    ]
  }
}
