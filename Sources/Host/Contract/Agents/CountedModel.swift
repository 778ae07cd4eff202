/// A model whose completions and tokens are counted for the server's metrics.
package struct CountedModel: ModelCompleting {
  private let base: any ModelCompleting
  private let metrics: ServerMetrics

  package init(_ base: any ModelCompleting, metrics: ServerMetrics) {
    self.base = base
    self.metrics = metrics
  }

  /// See `ModelCompleting.complete`.
  package func complete(
    _ request: ModelRequest, at place: ModelPlace, onDelta: @escaping @Sendable (ModelDelta) -> Void
  ) async throws -> ModelAnswer {
    do {
      let answer = try await base.complete(request, at: place, onDelta: onDelta)
      metrics.completions.add(to: "completed")
      metrics.promptTokens.add(answer.usage.promptTokens)
      metrics.completionTokens.add(answer.usage.completionTokens)
      return answer
    } catch {
      // Codes of ours only: their number is bounded.
      metrics.completions.add(to: (error as? HermesError)?.known?.rawValue ?? "cancelled")
      throw error
    }
  }

  package func address(of place: ModelPlace) -> String { base.address(of: place) }
}
