import HermesContract
import HermesStreams
import Testing

struct CloseCodeTests {
  @Test(
    "Each error closes with the code that tells the client whether to come back",
    arguments: [
      ("missing_token", 4401), ("invalid_token", 4401), ("expired_token", 4401),
      ("task_not_found", 4404),
      ("too_many_connections", 4429), ("server_stopping", 1012), ("anything", 1011),
    ] as [(String, UInt16)])
  func closeCodes(code: String, close: UInt16) {
    #expect(CloseCode.code(for: HermesError(stored: code, "")) == close)
  }
}
