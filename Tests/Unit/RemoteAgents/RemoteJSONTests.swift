import Foundation
import HermesA2AWire
import HermesContract
import Testing

@testable import HermesRemoteAgents

struct RemoteJSONTests {
  private let key = "rk-1"

  private func masked(_ text: String) throws -> JSONValue {
    RemoteJSON.masked(try JSONParser.parse(text.utf8), key: key)
  }

  @Test("The key is taken out of names and texts at any depth, also where it was escaped")
  func texts() throws {
    let read = try masked(#"{"rk-1":["a rk-1 b rk-1",{"x":"\u0072k-1"}]}"#)
    #expect(read == ["***": ["a *** b ***", ["x": "***"]]])
  }

  @Test("Out of the bytes of a part, in either alphabet of Base64")
  func bytes() throws {
    for content in ["rk-1", "\u{0}rk-1\u{7F}", "xxrk-1rk-1"] {
      let text = Data(content.utf8).base64EncodedString()
      for raw in [text, text.replacing("=", with: "").replacing("+", with: "-")] {
        let read = try masked("{\"raw\":\"\(raw)\"}")["raw"]?.string
        let bytes = try #require(read.flatMap(Base64Text.decoded))
        #expect(String(decoding: bytes, as: UTF8.self) == content.replacing("rk-1", with: "***"))
      }
    }
  }

  @Test("Everything else stays as it is")
  func rest() throws {
    let text = #"{"a":[1,2.5,true,null,"rk-2",{"raw":"AAEC"},{"raw":7}]}"#
    #expect(try masked(text) == JSONParser.parse(text.utf8))
  }
}
