/// What a call of an agent has cost, as far as it is known when it is answered.
package struct CallUsage: Sendable, Equatable {
  /// Time between the request and the agent's entry: waiting for a slot and for a thread.
  package var queued: Duration = .zero
  /// Processor time in nanoseconds.
  package var cpuNanoseconds: UInt64 = 0
  /// Whether `cpuNanoseconds` is only a part: in the server only the thread of `invoke` is measured,
  /// and an agent may have threads of its own.
  package var isCPUPartial = false
  /// Bytes of JSON in the agent's events.
  package var emittedBytes = 0

  /// What models were asked for.
  package var model = ModelUsage()

  package init() {}

  package mutating func add(_ other: CallUsage) {
    queued += other.queued
    cpuNanoseconds &+= other.cpuNanoseconds
    isCPUPartial = isCPUPartial || other.isCPUPartial
    emittedBytes += other.emittedBytes
    model.add(other.model)
  }

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
