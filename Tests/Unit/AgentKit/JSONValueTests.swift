import AgentKit
import Foundation
import Testing

@Suite("AgentKit's JSON")
struct AgentKitJSONValueTests {
  private func roundTrip(_ text: String) throws -> String {
    let value = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    return String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
  }

  @Test(
    "Numbers of 64 bits come back as they went",
    arguments: [
      "[9007199254740993]", "[9223372036854775807]", "[-9223372036854775808]", "[0,-1,1.5,1e+300]",
    ])
  func exact(text: String) throws { #expect(try roundTrip(text) == text) }

  @Test("An integer and a number of one value are equal, and one key")
  func equal() {
    #expect(JSONValue.integer(3) == .number(3) && JSONValue.number(3) == 3)
    #expect(JSONValue.integer(3) != .number(3.5) && JSONValue.integer(.max) != .number(9.3e18))
    #expect(Set([JSONValue.integer(3), .number(3)]).count == 1)
    #expect(JSONValue.number(3).integer == 3 && JSONValue.number(3.5).integer == nil)
    #expect(JSONValue.integer(3).number == 3 && JSONValue.string("3").number == nil)
  }
}
