import HermesContract
import HermesNativeFunctions
import Testing

/// What is wrong with arguments is said before anything is called.
struct NativeArgumentTests {
  private static let functions = """
    id = "f"
    symbol = "abs"
    arguments = [
      { type = "uint8", name = "byte", default = 0 },
      { type = "int64", name = "long", default = 0 },
      { type = "uint64", name = "unsigned", default = 0 },
      { type = "int", name = "level", default = 6, minimum = 1, maximum = 9 },
      { type = "bool", name = "flag", default = false },
      { type = "float", name = "single", default = 0 },
      { type = "double", name = "real", default = 0, minimum = -1, maximum = 1 },
      { type = "string", name = "text", default = "", max_length = 4 },
      { type = "bytes", name = "data", default = "", max_length = 4 },
      { type = "uint8", length_of = "data" },
      { type = "int", name = "count", default = 1 },
      { type = "bytes", name = "out", direction = "out", capacity = { of = "count", factor = 1000000 } },
      { type = "double", name = "needed" },
    ]
    returns = { type = "void" }
    """

  static let mismatches: [(JSONValue, String)] = [
    ([], "its arguments must be an object, and not []"),
    ("text", "its arguments must be an object, and not \"text\""),
    ([:], "needed is missing"),
    (["needed": .null], "needed must be a finite number, and not null"),
    (["needed": "1"], "needed must be a finite number, and not \"1\""),
    (["needed": .double(.nan)], "needed must be a finite number, and not nan"),
    (["needed": .double(.infinity)], "needed must be a finite number, and not inf"),
    (
      ["need": 1],
      "there is no argument \"need\"; it takes byte, long, unsigned, level, flag, single, real, "
        + "text, data, count, needed"
    ),
    (["byte": 256], "byte must be a whole number from 0 to 255, and not 256"),
    (["byte": -1], "byte must be a whole number from 0 to 255, and not -1"),
    (["byte": 1.5], "byte must be a whole number from 0 to 255, and not 1.5"),
    (["byte": true], "byte must be a whole number from 0 to 255, and not true"),
    (["byte": "1e2"], "byte must be a whole number from 0 to 255, and not \"1e2\""),
    (["byte": "-"], "byte must be a whole number from 0 to 255, and not \"-\""),
    (["byte": "+1"], "byte must be a whole number from 0 to 255, and not \"+1\""),
    (["byte": ""], "byte must be a whole number from 0 to 255, and not \"\""),
    (
      ["long": 9_007_199_254_740_992],
      "long must be a string such as \"18446744073709551615\" when it is beyond "
        + "9007199254740991: not every reader of JSON keeps the digits of such a number"
    ),
    (
      ["unsigned": .double(1e19)],
      "unsigned must be a string such as \"18446744073709551615\" when it is beyond "
        + "9007199254740991: not every reader of JSON keeps the digits of such a number"
    ),
    (
      ["long": "9223372036854775808"],
      "long must be a whole number from -9223372036854775808 to 9223372036854775807, and not "
        + "\"9223372036854775808\""
    ),
    (
      ["unsigned": "18446744073709551616"],
      "unsigned must be a whole number from 0 to 18446744073709551615, and not "
        + "\"18446744073709551616\""
    ),
    (["level": 0], "level must be at least 1, and not 0"),
    (["level": 10], "level must be at most 9, and not 10"),
    (["flag": 1], "flag must be true or false, and not 1"),
    (["single": 1e39], "single must be a number that a float can hold, and not 1e+39"),
    (["real": -1.5], "real must be at least -1.0, and not -1.5"),
    (["real": 2], "real must be at most 1.0, and not 2"),
    (["text": 1], "text must be a string, and not 1"),
    (["text": "abcde"], "text has 5 bytes, but at most 4 are allowed"),
    (
      ["text": "a\u{0}b"],
      "text has a NUL character, which would end the text for the function"
    ),
    (["data": 1], "data must be a string or {\"base64\": \"...\"}, and not 1"),
    (
      ["data": ["base64": "YQ==", "x": 1]],
      "data must be a string or {\"base64\": \"...\"}, and not {\"base64\":\"YQ==\",\"x\":1}"
    ),
    (
      ["data": ["base64": 1]],
      "data must be a string or {\"base64\": \"...\"}, and not {\"base64\":1}"
    ),
    (
      ["data": ["base64": "Y"]],
      "data is not valid base64 (RFC 4648, with padding, on one line)"
    ),
    (
      ["data": ["base64": "YQ==\n"]],
      "data is not valid base64 (RFC 4648, with padding, on one line)"
    ),
    (["data": "abcde"], "data has 5 bytes, but at most 4 are allowed"),
    (
      ["needed": 1, "count": -1],
      "out would need -1000000 bytes, but only 0 to 268435456 are possible"
    ),
    (
      ["needed": 1, "count": 2_000_000_000],
      "out would need 2000000000000000 bytes, but only 0 to 268435456 are possible"
    ),
  ]

  @Test("Arguments that do not fit are refused with their name", arguments: mismatches)
  func refused(arguments: JSONValue, message: String) throws {
    let agent = try NativeAgent.described(Self.functions)
    #expect(throws: HermesError(.nativeArguments, message: "f: \(message).")) {
      try agent.call(skill: "f", arguments: arguments)
    }
  }

  @Test("A length that its C type can't count is refused")
  func length() throws {
    let agent = try NativeAgent.described(
      """
      id = "f"
      symbol = "memchr"
      arguments = [
        { type = "bytes", name = "data" }, { type = "int", value = 0 },
        { type = "uint8", length_of = "data" },
      ]
      returns = { type = "void" }
      """)
    let text = JSONValue.string(String(repeating: "x", count: 256))
    #expect(
      throws: HermesError(
        .nativeArguments, message: "f: data has 256 bytes, more than uint8 can count.")
    ) { try agent.call(skill: "f", arguments: ["data": text]) }
  }

  private func message(_ text: String, _ mediaType: String = Part.plainText) -> Message {
    Message(parts: [Part(text: text, mediaType: mediaType)])
  }

  @Test("A message asks with an envelope, or with just the arguments of a known skill")
  func requests() throws {
    let maths = try NativeAgent.shipped("libm")
    let answer: JSONValue = ["power": 8.0]
    let envelope = #"{"function": "pow", "arguments": {"base": 2, "exponent": 3}}"#
    #expect(try maths.answer(message(envelope), skill: nil) == answer)
    #expect(try maths.answer(message(envelope), skill: "cos") == answer)
    #expect(try maths.answer(message(envelope, "application/json"), skill: nil) == answer)
    #expect(
      try maths.answer(message(#" {"base": 2, "exponent": 3} "#), skill: "pow") == answer)
    #expect(
      try NativeAgent.shipped("zlib").answer(message(#"{"function": "version"}"#), skill: nil)[
        "version"] != nil)
  }

  private static let guide =
    #"Send JSON such as {"function":"cos","arguments":{"angle":1}}. The functions are cos, pow, "#
    + #"frexp; the schema of cos's arguments is {"type":"object","properties":{"angle":{"type":"#
    + #""number","description":"In radians."}},"required":["angle"],"additionalProperties":false}."#

  @Test(
    "A message that is no such request is answered with schema and example",
    arguments: [
      ("the cosine of 1, please", "native_request", "Mathematics accepts only JSON. "),
      ("[1]", "native_request", "Mathematics accepts only JSON. "),
      (#"{"angle": 1}"#, "native_request", "Mathematics needs the name of a function. "),
      (
        #"{"function": 1}"#, "native_request",
        "Mathematics: function must be a string. "
      ),
      (
        #"{"function": "cos", "angle": 1}"#, "native_request",
        "Mathematics: \"angle\" can't be combined with function or arguments. "
      ),
      (
        #"{"function": "tan", "arguments": {}}"#, "native_function",
        "Mathematics has no function \"tan\". "
      ),
    ])
  func guided(text: String, code: String, start: String) throws {
    let maths = try NativeAgent.shipped("libm")
    #expect(throws: HermesError(stored: code, start + Self.guide)) {
      try maths.answer(message(text), skill: nil)
    }
  }
}
