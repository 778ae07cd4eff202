/// A model as one user's task uses it. A completion may exceed the remaining quota; the next one is
/// refused.
package struct MeteredModel: ModelCompleting {
  private let base: any ModelCompleting
  private let meter: any TokenMeter
  private let user: UserID

  package init(_ base: any ModelCompleting, meter: any TokenMeter, user: UserID) {
    self.base = base
    self.meter = meter
    self.user = user
  }

  /// Completes a conversation and counts its tokens. Those of an answer that was cancelled or broke
  /// off are estimated: the model has produced them all the same.
  /// - Throws: `quota_exceeded`, or an error of the base model.
  package func complete(
    _ request: ModelRequest, at place: ModelPlace, onDelta: @escaping @Sendable (ModelDelta) -> Void
  ) async throws -> ModelAnswer {
    if let fault = try await meter.tokenFault(of: user) { throw fault }
    let estimate = TokenEstimate(request)
    do {
      let answer = try await base.complete(request, at: place) { delta in
        estimate.add(delta)
        onDelta(delta)
      }
      let reported = answer.usage.promptTokens + answer.usage.completionTokens
      await count(reported > 0 ? reported : estimate.tokens)
      return answer
    } catch {
      await count(estimate.tokens(after: error))
      throw error
    }
  }

  /// Also if the surrounding task has been cancelled, which would cancel the write.
  private func count(_ tokens: Int) async {
    await Task { [meter, user] in
      // A completion whose tokens can't be recorded ends as it would have.
      try? await meter.count(tokens: tokens, of: user)
    }.value
  }

  package func address(of place: ModelPlace) -> String { base.address(of: place) }
}
