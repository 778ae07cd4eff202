import HermesContract
import NIOHTTP1
import Testing

@testable import HermesListener

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

  @Test("Targets that take long to take apart are refused")
  func targets() {
    func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
    #expect(fault(times("/a", 64)) == nil && fault(times("/a", 65)) != nil)
    #expect(fault("/a?x=" + times("/", 200)) == nil)
    #expect(fault("/?a=1" + times("&a=1", 99)) == nil && fault("/?a=1" + times("&a=1", 100)) != nil)
    #expect(fault("/" + times("a", 8191)) == nil && fault("/" + times("a", 8192)) != nil)
  }
}
