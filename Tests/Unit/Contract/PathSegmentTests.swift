import HermesContract
import Testing

struct PathSegmentTests {
  @Test(
    "Any text is one segment, and comes back",
    arguments: [
      ("plain-1.0_~", "plain-1.0_~"), ("src/main.py", "src%2Fmain.py"),
      ("my report", "my%20report"),
      ("ü", "%C3%BC"), ("a?b=1", "a%3Fb%3D1"), ("a%20b", "a%2520b"), ("#", "%23"), ("", ""),
      ("\0\n", "%00%0A"), ("e\u{301}", "e%CC%81"),
    ])
  func pairs(text: String, segment: String) {
    #expect(PathSegment.encoded(text) == segment)
    #expect(PathSegment.decoded(segment).map { Array($0.utf8) } == Array(text.utf8))
  }

  @Test(
    "What stands for nothing is not decoded", arguments: ["%", "%2", "%G0", "%2G", "%FF", "a%C3"])
  func wrong(segment: String) { #expect(PathSegment.decoded(segment) == nil) }

  @Test("Small letters count, and what need not be encoded may be as it is")
  func lenient() {
    #expect(PathSegment.decoded("%c3%bc%2f+a:b@c") == "ü/+a:b@c")
    #expect(PathSegment.decoded("ü") == "ü")
  }
}
