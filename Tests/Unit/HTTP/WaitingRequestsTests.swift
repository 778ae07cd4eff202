import HermesContract
import Testing

@testable import HermesHTTP

struct WaitingRequestsTests {
  private let alice = UserID("alice")

  @Test("One more than the limit is refused, and others are not counted")
  func limit() async throws {
    let waiting = WaitingRequests(perUser: 1)
    try await waiting.counted(of: alice) {
      await #expect(throws: HermesError.self) { try await waiting.counted(of: alice) {} }
      try await waiting.counted(of: UserID("bob")) {}
    }
  }

  @Test("A place is free again after the request, however it ended")
  func freed() async throws {
    let waiting = WaitingRequests(perUser: 1)
    await #expect(throws: CancellationError.self) {
      try await waiting.counted(of: alice) { throw CancellationError() }
    }
    try await waiting.counted(of: alice) {}
    try await waiting.counted(of: alice) {}
  }
}
