import Synchronization

/// Estimates the tokens of a completion whose server has not reported them: because the completion
/// was cancelled or failed on the way, or because the server never does.
final class TokenEstimate: Sendable {
  /// What English text has on average with common tokenizers.
  private static let bytesPerToken = 4

  private let promptBytes: Int
  private let answerBytes = Mutex(0)

  init(_ request: ModelRequest) {
    promptBytes = request.messages.reduce(0) { $0 + $1.content.utf8.count }
  }

  func add(_ delta: ModelDelta) { answerBytes.withLock { $0 += delta.text.utf8.count } }

  /// The request and what has arrived of the answer.
  var tokens: Int {
    let bytes = promptBytes + answerBytes.withLock { $0 }
    return (bytes + Self.bytesPerToken - 1) / Self.bytesPerToken
  }

  /// The same after a failure: nothing if no model has begun.
  func tokens(after error: any Error) -> Int {
    switch (error as? HermesError)?.known {
    case .modelNotConfigured, .quotaExceeded, .modelUnauthorized, .modelRefused, .modelRateLimited,
      .modelUnavailable:
      answerBytes.withLock { $0 } == 0 ? 0 : tokens
    default: tokens
    }
  }
}
