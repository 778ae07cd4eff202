import Foundation
import HermesConfiguration
import HermesContract
import HermesNativeFunctions
import Testing

struct NativeAgentTests {
  @Test("CRC-32 of the standard check text, as text and as base64, whole and in two pieces")
  func crc32() throws {
    let zlib = try NativeAgent.shipped("zlib")
    #expect(
      try zlib.call(skill: "crc32", arguments: ["data": "123456789"]) == ["crc32": 3_421_780_262])
    #expect(
      try zlib.call(skill: "crc32", arguments: ["data": ["base64": "MTIzNDU2Nzg5"]])
        == ["crc32": 3_421_780_262])
    let first = try zlib.call(skill: "crc32", arguments: ["data": "12345"])
    #expect(
      try zlib.call(
        skill: "crc32", arguments: ["crc": try #require(first["crc32"]), "data": "6789"])
        == ["crc32": 3_421_780_262])
    #expect(try zlib.call(skill: "crc32", arguments: ["data": ""]) == ["crc32": 0])
  }

  @Test("What compress makes is smaller, has the length it says, and uncompress restores it")
  func compress() throws {
    let zlib = try NativeAgent.shipped("zlib")
    for text in [String(repeating: "abc", count: 100_000), "", "ä\u{0}ö"] {
      let made = try zlib.call(skill: "compress", arguments: ["data": .string(text)])
      let base64 = try #require(made["compressed"]?["base64"]?.string)
      let bytes = try #require(Data(base64Encoded: base64))
      #expect(bytes.first == 0x78 && (text.count < 100 || bytes.count < 2000))
      let back = try zlib.call(
        skill: "uncompress", arguments: ["compressed": try #require(made["compressed"])])
      #expect(
        back["data"]?["base64"]?.string == Data(text.utf8).base64EncodedString())
    }
  }

  @Test("Data that does not compress still fits the capacity of the manifest")
  func incompressible() throws {
    var random = SystemRandomNumberGenerator()
    for count in [1, 100, 100_000] {
      let bytes = Data((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
      let made = try NativeAgent.shipped("zlib").call(
        skill: "compress", arguments: ["data": ["base64": .string(bytes.base64EncodedString())]])
      #expect(made["compressed"] != nil)
    }
  }

  @Test("A return value that means failure is an error with its meaning")
  func failure() throws {
    let zlib = try NativeAgent.shipped("zlib")
    #expect(
      throws: HermesError(
        .nativeFailed,
        message:
          "uncompress: it returned -3 (the data is not zlib's or incomplete), which is a failure.")
    ) { try zlib.call(skill: "uncompress", arguments: ["compressed": "no"]) }
  }

  @Test("Floating point, outputs by pointer, and strings that the library keeps")
  func results() throws {
    let maths = try NativeAgent.shipped("libm")
    #expect(
      try maths.call(skill: "cos", arguments: ["angle": 0.5]) == ["cosine": .double(cos(0.5))])
    #expect(
      try maths.call(skill: "pow", arguments: ["base": 2, "exponent": -1]) == ["power": 0.5])
    #expect(
      try maths.call(skill: "frexp", arguments: ["number": 48])
        == ["mantissa": 0.75, "exponent": 6])
    let version = try NativeAgent.shipped("zlib").call(skill: "version", arguments: [:])
    #expect(version["version"]?.string?.hasPrefix("1.") == true)
  }

  @Test("A result that JSON can't hold is an error, and not null")
  func notFinite() throws {
    let maths = try NativeAgent.shipped("libm")
    #expect(
      throws: HermesError(.nativeResult, message: "pow: power is inf, which JSON can't represent.")
    ) { try maths.call(skill: "pow", arguments: ["base": 0, "exponent": -1]) }
  }

  @Test("Integers of every width keep their value and sign; those beyond 2^53 are strings")
  func integers() throws {
    let identity = { (type: String) in
      try NativeAgent.described(
        "id = \"llabs\"\narguments = [{ type = \"\(type)\", name = \"x\" }]\n"
          + "returns = { type = \"\(type)\" }")
    }
    #expect(try identity("int64").call(skill: "llabs", arguments: ["x": -7]) == ["result": 7])
    let large = "9223372036854775807"
    #expect(
      try identity("long").call(skill: "llabs", arguments: ["x": .string("-" + large)])
        == ["result": .string(large)])
    let absolute = try NativeAgent.described(
      "id = \"abs\"\narguments = [{ type = \"int\", name = \"x\" }]\n"
        + "returns = { type = \"int\" }")
    #expect(
      try absolute.call(skill: "abs", arguments: ["x": -2_147_483_647])
        == ["result": 2_147_483_647])
    let letter = try NativeAgent.described(
      "id = \"toupper\"\narguments = [{ type = \"int32\", name = \"x\" }]\n"
        + "returns = { type = \"int8\" }")
    #expect(try letter.call(skill: "toupper", arguments: ["x": 200]) == ["result": -56])
  }

  @Test("Strings go in with their NUL, and a buffer comes out up to its own")
  func strings() throws {
    let length = try NativeAgent.described(
      "id = \"strlen\"\narguments = [{ type = \"string\", name = \"s\" }]\n"
        + "returns = { type = \"size_t\", name = \"length\" }")
    #expect(try length.call(skill: "strlen", arguments: ["s": "Grüße"]) == ["length": 7])
    let copy = try NativeAgent.described(
      """
      id = "copy"
      symbol = "strncpy"
      arguments = [
        { type = "string", name = "copy", direction = "out", capacity = { of = "s", add = 1 } },
        { type = "string", name = "s" },
        { type = "size_t", length_of = "copy" },
      ]
      returns = { type = "string", name = "same" }
      """)
    #expect(
      try copy.call(skill: "copy", arguments: ["s": "Moin"]) == ["same": "Moin", "copy": "Moin"])
    let constants = try NativeAgent.described(
      """
      id = "number"
      symbol = "strtol"
      arguments = [
        { type = "string", value = "ff" }, { type = "null" }, { type = "int", value = 16 },
      ]
      returns = { type = "long", fail = [0], minimum = -5 }
      """)
    #expect(try constants.call(skill: "number", arguments: [:]) == ["result": 255])
  }

  @Test("A library or a symbol that is not there is named when the agent is made")
  func notFound() throws {
    let functions = "id = \"gone\"\nsymbol = \"hermes_no_such\"\nreturns = { type = \"void\" }"
    let symbol = #expect(throws: NativeLibraryError.self) {
      try NativeAgent.described(functions)
    }
    #expect(
      symbol?.description
        == "libc.so.6: it has no symbol hermes_no_such (function gone); "
        + "compare with: nm -D --defined-only FILE")
    let library = #expect(throws: NativeLibraryError.self) {
      try NativeAgent.described(functions, library: "libnosuch.so.9")
    }
    #expect(
      library?.description
        == "libnosuch.so.9: it can't be opened (libnosuch.so.9: cannot open shared object file: "
        + "No such file or directory); install it, or give native.library an absolute path")
  }

  @Test("The card has every function as a skill, with the schema of its arguments")
  func card() throws {
    let card = try NativeAgent.shipped("zlib").card
    #expect(card.name == "Zlib" && card.maxConcurrency == 1)
    #expect(card.skills.map(\.id) == ["crc32", "compress", "uncompress", "version"])
    #expect(card.skills.allSatisfy { $0.isIdempotent && $0.inputModes == ["application/json"] })
    let bytes: JSONValue = [
      "oneOf": [
        ["type": "string"],
        [
          "type": "object", "properties": ["base64": ["type": "string"]], "required": ["base64"],
          "additionalProperties": false,
        ],
      ]
    ]
    #expect(
      card.json["hermes"]?["skills"]?["crc32"]?["arguments_schema"]
        == [
          "type": "object",
          "properties": [
            "crc": [
              "type": ["integer", "string"], "minimum": 0, "maximum": 4_294_967_295,
              "pattern": "^-?[0-9]+$", "description": "The checksum of what came before.",
              "default": 0,
            ],
            "data": bytes,
          ],
          "required": ["data"], "additionalProperties": false,
        ])
  }

  @Test("Many threads call one agent at once")
  func concurrency() async throws {
    let zlib = try NativeAgent.shipped("zlib")
    let answers = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<64 {
        group.addTask {
          let text = JSONValue.string(String(repeating: "\(number)", count: 5000))
          let made = try zlib.call(skill: "compress", arguments: ["data": text])
          let back = try zlib.call(
            skill: "uncompress", arguments: ["compressed": made["compressed"] ?? .null])
          let bytes = Data(base64Encoded: back["data"]?["base64"]?.string ?? "")
          return bytes == Data((text.string ?? "").utf8)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers == [Bool](repeating: true, count: 64))
  }
}
