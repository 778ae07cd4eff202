import HermesContract
import NIOHTTP1
import Testing

@testable import HermesWebSocket

struct RequestHeadCheckTests {
  private static let tooMany = StreamSafeText.maximumMarks + 1

  private func fault(_ uri: String, _ headers: [(String, String)] = []) -> String? {
    RequestHeadCheck.fault(
      in: HTTPRequestHead(version: .http1_1, method: .GET, uri: uri, headers: HTTPHeaders(headers)))
  }

  @Test("Ordinary targets and headers pass")
  func ordinary() {
    #expect(fault("/api/v1/tasks?q=%C3%A9&x=%") == nil)
    #expect(fault("/", [("X-Name", "Zoë e\u{301}"), ("Accept", "*/*")]) == nil)
  }

  @Test("Too many marks in a row are refused, in the target and in headers")
  func marks() {
    let escaped = String(repeating: "%CC%81", count: Self.tooMany)
    let marks = String(repeating: "\u{301}", count: Self.tooMany)
    #expect(fault("/a/" + escaped) != nil && fault("/?token=" + escaped) != nil)
    #expect(fault("/", [("Authorization", "Bearer " + marks)]) != nil)
    #expect(fault("/", [("X-" + marks, "1")]) != nil)
  }
}
