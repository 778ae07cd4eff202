import HermesContract
import Testing

@testable import HermesHTTP

struct FormFieldsTests {
  @Test(
    "Names and values are decoded, whatever they hold",
    arguments: [
      ("a=b", "b"), ("a=b&c=d", "b"), ("a=", ""), ("a", ""), ("a=b=c", "b=c"),
      ("a=b#c?d/e", "b#c?d/e"),
      ("a=x+y", "x y"), ("a=x%2By", "x+y"), ("a=%C3%A9", "é"), ("a=é", "é"), ("a=100%", "100%"),
      ("a=%4", "%4"), ("a=%zz", "%zz"), ("%61=b", "b"), ("a=1&a=2", "2"), ("&&a=b&", "b"),
      ("a=%00", "\0"),
    ])
  func decoded(body: String, value: String) throws {
    #expect(try FormFields(Array(body.utf8))["a"] == value)
  }

  @Test("What is not there is nil")
  func missing() throws {
    #expect(try FormFields([])["a"] == nil)
    #expect(try FormFields(Array("b=1".utf8))["a"] == nil)
  }

  @Test("What is not UTF-8 or has too many marks is refused")
  func refused() {
    let marks = String(repeating: "%CC%81", count: StreamSafeText.maximumMarks + 1)
    for body in ["a=%FF", "%C3=b", "a=\(marks)", "\(marks)=b"] {
      #expect(throws: HermesError.self) { try FormFields(Array(body.utf8)) }
    }
  }

  @Test("A form of more fields than any has is refused")
  func manyFields() throws {
    let field = Array("a=b&".utf8)
    #expect(try FormFields(Array(repeatElement(field, count: 32).joined()))["a"] == "b")
    #expect(throws: HermesError.self) {
      try FormFields(Array(repeatElement(field, count: 33).joined()))
    }
  }
}
