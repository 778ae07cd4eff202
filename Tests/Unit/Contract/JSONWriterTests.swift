import Foundation
import HermesContract
import Testing

struct JSONWriterTests {
  @Test("What is written is read again as the same value", arguments: 0..<400)
  func roundTrip(seed: Int) throws {
    var generator = Seeded(UInt64(seed))
    let value = JSONValue.random(5, &generator)
    let bytes = JSONWriter.bytes(value)
    #expect(try JSONParser.parse(bytes).isSame(as: value))
    #expect(JSONWriter.bytes(try JSONParser.parse(bytes)) == bytes)
  }

  @Test("Foundation reads the same document", arguments: 0..<50)
  func foundationAgrees(seed: Int) throws {
    var generator = Seeded(UInt64(seed) + 1000)
    let value: JSONValue = ["v": .random(3, &generator)]
    let object = try JSONSerialization.jsonObject(with: Data(JSONWriter.bytes(value)))
    let again = try JSONSerialization.data(withJSONObject: object)
    #expect(try Self.sorted(JSONParser.parse(again)).isSame(as: Self.sorted(value)))
  }

  private static func sorted(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let elements): .array(elements.map(sorted))
    case .object(let object):
      .object(
        JSONObject(
          object.members.map { (key: $0.key, value: sorted($0.value)) }
            .sorted { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }))
    default: value
    }
  }

  @Test(
    "Text is compact and has no needless escapes",
    arguments: [
      (["a": [1, .null], "b": true], "{\"a\":[1,null],\"b\":true}"),
      ("\"\\/\u{1}\t\n\r\u{8}é😀\u{7F}", "\"\\\"\\\\/\\u0001\\t\\n\\r\\u0008é😀\u{7F}\""),
      (.double(2), "2"), (.double(0.1), "0.1"), (.double(-1e21), "-1e+21"), (.double(.nan), "null"),
      (.double(.infinity), "null"), (.double(1e16), "1e+16"),
      (.double(999_999_999_999_999), "999999999999999"),
      (.array([]), "[]"), (.object(JSONObject()), "{}"),
    ] as [(JSONValue, String)])
  func text(value: JSONValue, text: String) throws {
    #expect(JSONWriter.text(value) == text)
  }

  @Test("Members keep their order, and setting one again keeps its place")
  func order() {
    var object = JSONObject([(key: "z", value: 1), (key: "a", value: 2)])
    object["m"] = 3
    object["z"] = 4
    object["a"] = nil
    object["none"] = nil
    #expect(JSONWriter.text(.object(object)) == "{\"z\":4,\"m\":3}")
  }

  @Test("A whole number reads as an integer also when it has a fraction of zero")
  func integers() throws {
    #expect(try JSONParser.parse("2.0".utf8).int == 2)
    #expect(try JSONParser.parse("2.5".utf8).int == nil)
    #expect(JSONValue.double(1e300).int == nil)
    #expect(JSONValue.string("2").int == nil)
    #expect(JSONValue.array(["a", 1]).strings == nil)
    #expect(JSONValue.array(["a", "b"]).strings == ["a", "b"])
  }
}
