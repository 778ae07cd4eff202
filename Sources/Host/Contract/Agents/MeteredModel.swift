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

  /// Completes a conversation and counts its tokens.
  /// - Throws: `quota_exceeded`, or an error of the base model.
  package func complete(
    _ request: ModelRequest, at place: ModelPlace, onDelta: @escaping @Sendable (ModelDelta) -> Void
  ) async throws -> ModelAnswer {
    if let fault = try await meter.tokenFault(of: user) { throw fault }
    let answer = try await base.complete(request, at: place, onDelta: onDelta)
    // An answer whose tokens can't be recorded is returned all the same.
    try? await meter.count(
      tokens: answer.usage.promptTokens + answer.usage.completionTokens, of: user)
    return answer
  }

  package func address(of place: ModelPlace) -> String { base.address(of: place) }
}
