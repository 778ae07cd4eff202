extension AgentModel {
  /// Like `stream`, but fails with `model_timeout` if the answer is not complete after `limit`.
  func stream(
    _ messages: [Message], maxTokens: Int?, temperature: Double?, within limit: Duration
  ) -> AsyncThrowingStream<Piece, any Error> {
    let pieces = stream(messages, maxTokens: maxTokens, temperature: temperature)
    return AsyncThrowingStream { timed in
      let hearing = Task {
        do {
          for try await piece in pieces { timed.yield(piece) }
          timed.finish()
        } catch { timed.finish(throwing: error) }
      }
      let clock = Task {
        try await Task.sleep(for: limit)
        timed.finish(
          throwing: AgentError(
            code: "model_timeout", message: "The model did not finish within \(limit)."))
      }
      timed.onTermination = { _ in
        hearing.cancel()
        clock.cancel()
      }
    }
  }
}
