import HermesContract
import Testing

struct JSONParserTests {
  private func parse(_ text: String) throws -> JSONValue { try JSONParser.parse(text.utf8) }

  private func refusal(of bytes: some Sequence<UInt8>) -> JSONSyntaxError? {
    do {
      _ = try JSONParser.parse(bytes)
      return nil
    } catch { return error }
  }

  @Test(
    "A valid document becomes the value that it says",
    arguments: [
      ("null", .null), (" true ", .bool(true)), ("\r\n\tfalse", .bool(false)), ("0", .int(0)),
      ("-0", .int(0)), ("-12", .int(-12)), ("9223372036854775807", .int(.max)),
      ("-9223372036854775808", .int(.min)),
      ("9223372036854775808", .double(9.223372036854775808e18)),
      ("1.5", .double(1.5)), ("1e3", .double(1000)), ("1E+2", .double(100)),
      ("25e-1", .double(2.5)), ("5e-324", .double(.leastNonzeroMagnitude)), ("\"\"", .string("")),
      ("\"a\\\"b\\\\c\\/\\b\\f\\n\\r\\t\"", .string("a\"b\\c/\u{8}\u{C}\n\r\t")),
      ("\"\\u0041\\u00e9\\u20AC\"", .string("Aé€")), ("\"\\u0000\"", .string("\0")),
      ("\"\\ud83D\\uDE00\"", .string("😀")), ("\"é😀\u{7F}\"", .string("é😀\u{7F}")),
      ("\"x\\u00e9😀\"", .string("xé😀")), ("[]", .array([])), ("[ 1 , [] ]", [1, []]),
      ("{}", .object(JSONObject())), ("{ \"a\" : { \"b\" : null } }", ["a": ["b": .null]]),
      ("{\"\":1,\" \":2}", ["": 1, " ": 2]),
    ] as [(String, JSONValue)])
  func valid(text: String, value: JSONValue) throws { #expect(try parse(text) == value) }

  @Test(
    "What RFC 8259 does not allow is refused",
    arguments: [
      "", " ", "nul", "nulL", "True", "tru", "NaN", "Infinity", "-", "+1", "01", "-01", "1.", ".5",
      "1.e3", "1e", "1e+", "0x10", "1 2", "1e999", "-1e999", "\"", "\"a", "\"\\\"", "\"\\x\"",
      "\"\\u12\"", "\"\\u12G4\"", "\"\\u+123\"", "\"a\nb\"", "\"\\a\nb\"", "\"\\n\u{1}\"", "'a'",
      "[", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "]", "{", "{\"a\"", "{\"a\":", "{\"a\":1",
      "{\"a\":1,", "{\"a\":1,}", "{a:1}", "{\"a\" 1}", "{1:2}", "{\"a\":1 \"b\":2}", "}", "[}",
      "{]",
      "// comment", "1 // comment", "[1]x", "\u{FEFF}1", "\"\\u000\"", "-a",
    ])
  func invalid(text: String) { #expect(refusal(of: text.utf8) != nil) }

  @Test(
    "A surrogate without its other half is refused",
    arguments: [
      "\\ud800", "\\udc00", "\\ud800x", "\\ud800\\n", "\\ud800\\ud800", "\\ud800\\u0041",
      "\\udbff\\ue000", "\\udc00\\ud800", "\\ud800\\", "\\ud800\\u", "\\ud83d\\ude0",
    ])
  func loneSurrogate(escape: String) { #expect(refusal(of: "\"\(escape)\"".utf8) != nil) }

  @Test("Every pair of surrogates gives its scalar, at the edges of the planes")
  func surrogatePairs() throws {
    for scalar in [0x10000, 0x103FF, 0x10400, 0x1F600, 0xFFFFF, 0x100000, 0x10FFFF] {
      let high = String(0xD800 + (scalar - 0x10000) >> 10, radix: 16)
      let low = String(0xDC00 + (scalar - 0x10000) & 0x3FF, radix: 16)
      let text = String(try #require(Unicode.Scalar(UInt32(scalar))))
      #expect(try parse("\"\\u\(high)\\u\(low)\"") == .string(text))
    }
  }

  @Test(
    "Bytes that are not UTF-8 are refused, with and without an escape before them",
    arguments: [
      [0x80], [0xC3], [0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xF0, 0x80, 0x80, 0x80], [0xC3, 0x28],
    ] as [[UInt8]])
  func invalidUTF8(bytes: [UInt8]) {
    #expect(refusal(of: [0x22] + bytes + [0x22])?.reason == "invalid UTF-8")
    #expect(refusal(of: Array("\"\\n".utf8) + bytes + [0x22])?.reason == "invalid UTF-8")
    #expect(refusal(of: Array("{\"".utf8) + bytes + Array("\":1}".utf8))?.reason == "invalid UTF-8")
    #expect(refusal(of: bytes) != nil)
  }

  @Test("64 levels are read and the 65th is refused, whatever they are made of")
  func depth() {
    func nested(_ levels: Int, _ open: String, _ close: String) -> String {
      String(repeating: open, count: levels) + "1" + String(repeating: close, count: levels)
    }
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")] {
      let limit = JSONParser.maximumDepth / (open.first == "[" && open.count > 1 ? 2 : 1)
      #expect(refusal(of: nested(limit, open, close).utf8) == nil)
      #expect(refusal(of: nested(limit + 1, open, close).utf8) != nil)
    }
    #expect(refusal(of: String(repeating: "[", count: 1_000_000).utf8) != nil)
  }

  @Test("A member name that occurs twice is refused, also when it is spelled differently")
  func duplicateNames() {
    #expect(refusal(of: "{\"a\":1,\"a\":1}".utf8)?.reason == "a member name occurs twice")
    #expect(refusal(of: "{\"a\":1,\"\\u0061\":2}".utf8)?.reason == "a member name occurs twice")
    #expect(refusal(of: "[{\"a\":{\"b\":1,\"c\":2,\"b\":3}}]".utf8) != nil)
    #expect(refusal(of: "{\"a\":{\"a\":1},\"A\":2}".utf8) == nil)
  }

  @Test("The error says where the fault is")
  func offset() {
    #expect(refusal(of: "[1, 2,, 3]".utf8)?.offset == 6)
    #expect(refusal(of: "{\"a\":1} x".utf8)?.offset == 8)
    #expect(refusal(of: "[tru]".utf8)?.description == "unexpected character at byte 1")
  }

  @Test("Every cut of a document is refused and every single changed byte is answered")
  func cutsAndChanges() throws {
    let document = Array("{\"a\":[1.5e3,\"\\ud83d\\ude00é\",true,null],\"b\":{\"c\":-7}}".utf8)
    for end in 0..<document.count { #expect(refusal(of: document[..<end]) != nil) }
    for index in document.indices {
      for byte in UInt8.min...UInt8.max {
        var changed = document
        changed[index] = byte
        // Either answer is right; reading past the end or a trap is not.
        if let value = try? JSONParser.parse(changed) {
          let again = try JSONParser.parse(JSONWriter.bytes(value))
          if again.isSame(as: value) == false {
            Issue.record("\(String(decoding: changed, as: UTF8.self))")
          }
        }
      }
    }
  }

  @Test("A sequence that is not contiguous is read as well")
  func lazySequence() throws {
    #expect(try JSONParser.parse("[1,2]".utf8.lazy.map { $0 }) == [1, 2])
    #expect(try JSONParser.parse(Array("xx[1,2]".utf8).dropFirst(2)) == [1, 2])
  }
}
