/// Where and why a text is not JSON.
package struct JSONSyntaxError: Error, Equatable, CustomStringConvertible {
  /// The byte at which parsing stopped, from 0.
  package let offset: Int
  /// What was wrong there, as a phrase.
  package let reason: String
  package var description: String { "\(reason) at byte \(offset)" }
}

/// A strict RFC 8259 parser: UTF-8 only, no trailing text, no lone surrogates, bounded depth.
///
/// Implemented here instead of using Foundation, because every event of every agent passes through
/// it (docs/decisions/0002-json.md).
package struct JSONParser {
  /// Deeper nesting is refused, so that clients and agents cannot control the depth of recursion.
  package static let maximumDepth = 64

  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0

  /// Parses a whole document.
  package static func parse(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSONValue {
    try bytes.withUnsafeBufferPointer { Self.result($0) }.get()
  }

  /// Parses a whole document; bytes that are not contiguous are copied first.
  package static func parse(_ bytes: some Sequence<UInt8>) throws(JSONSyntaxError) -> JSONValue {
    let result = bytes.withContiguousStorageIfAvailable { Self.result($0) }
    return try (result ?? Array(bytes).withUnsafeBufferPointer { Self.result($0) }).get()
  }

  private static func result(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Result<JSONValue, JSONSyntaxError> {
    var parser = JSONParser(bytes: bytes)
    return Result { () throws(JSONSyntaxError) in try parser.document() }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func document() throws(JSONSyntaxError) -> JSONValue {
    skipSpace()
    let value = try value(depth: 0)
    skipSpace()
    guard index == bytes.count else { throw syntaxError("text after the end of the document") }
    return value
  }

  private func syntaxError(_ reason: String) -> JSONSyntaxError {
    JSONSyntaxError(offset: index, reason: reason)
  }

  private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      index += 1
    }
  }

  private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    guard depth <= Self.maximumDepth else {
      throw syntaxError("nested more than \(Self.maximumDepth) levels deep")
    }
    switch current {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", value: .bool(true))
    case UInt8(ascii: "f"): return try literal("false", value: .bool(false))
    case UInt8(ascii: "n"): return try literal("null", value: .null)
    case nil: throw syntaxError("unexpected end")
    default: return try number()
    }
  }

  private mutating func literal(
    _ text: StaticString, value: JSONValue
  ) throws(JSONSyntaxError) -> JSONValue {
    let count = text.utf8CodeUnitCount
    guard bytes.count - index >= count,
      (0..<count).allSatisfy({ bytes[index + $0] == text.utf8Start[$0] })
    else { throw syntaxError("unexpected character") }
    index += count
    return value
  }

  private mutating func object(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    index += 1
    var members: [(key: String, value: JSONValue)] = []
    skipSpace()
    if current == UInt8(ascii: "}") {
      index += 1
      return .object(JSONObject())
    }
    while true {
      skipSpace()
      guard current == UInt8(ascii: "\"") else { throw syntaxError("expected a member name") }
      let key = try string()
      skipSpace()
      guard current == UInt8(ascii: ":") else { throw syntaxError("expected ':'") }
      index += 1
      skipSpace()
      members.append((key, try value(depth: depth + 1)))
      skipSpace()
      switch current {
      case UInt8(ascii: ","): index += 1
      case UInt8(ascii: "}"):
        index += 1
        return .object(try unique(members))
      default: throw syntaxError("expected ',' or '}'")
      }
    }
  }

  /// Refuses repeated member names, so that no two readers of the text see different values.
  private func unique(
    _ members: [(key: String, value: JSONValue)]
  ) throws(JSONSyntaxError) -> JSONObject {
    let isUnique =
      members.count <= 8
      ? members.indices.allSatisfy { index in
        !members[..<index].contains { $0.key == members[index].key }
      } : Set(members.lazy.map(\.key)).count == members.count
    guard isUnique else { throw syntaxError("a member name occurs twice") }
    return JSONObject(members)
  }

  private mutating func array(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    index += 1
    var elements: [JSONValue] = []
    skipSpace()
    if current == UInt8(ascii: "]") {
      index += 1
      return .array([])
    }
    while true {
      skipSpace()
      elements.append(try value(depth: depth + 1))
      skipSpace()
      switch current {
      case UInt8(ascii: ","): index += 1
      case UInt8(ascii: "]"):
        index += 1
        return .array(elements)
      default: throw syntaxError("expected ',' or ']'")
      }
    }
  }

  private mutating func number() throws(JSONSyntaxError) -> JSONValue {
    let start = index
    if current == UInt8(ascii: "-") { index += 1 }
    let integerDigits = digits()
    guard integerDigits > 0 else { throw syntaxError("unexpected character") }
    let firstDigit = bytes[index - integerDigits]
    guard integerDigits == 1 || firstDigit != UInt8(ascii: "0") else {
      throw syntaxError("a number must not begin with 0")
    }
    var isInteger = true
    if current == UInt8(ascii: ".") {
      isInteger = false
      index += 1
      guard digits() > 0 else { throw syntaxError("expected a digit") }
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      isInteger = false
      index += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { index += 1 }
      guard digits() > 0 else { throw syntaxError("expected a digit") }
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    if isInteger, let value = Int64(text) { return .int(value) }
    guard let value = Double(text), value.isFinite else { throw syntaxError("number out of range") }
    return .double(value)
  }

  private mutating func digits() -> Int {
    let start = index
    while let byte = current, byte >= 0x30, byte <= 0x39 { index += 1 }
    return index - start
  }

  private mutating func string() throws(JSONSyntaxError) -> String {
    index += 1
    let start = index
    // Fast path: most strings have no escape and are one run.
    var run = JSONRun(in: bytes, from: start)
    index = run.end
    if current == UInt8(ascii: "\"") {
      let text = UnsafeBufferPointer(rebasing: bytes[start..<index])
      index += 1
      // ASCII is always valid UTF-8, and most strings are ASCII.
      return run.isASCII ? String(decoding: text, as: UTF8.self) : try validated(text).get()
    }
    var unescaped = Array(bytes[start..<index])
    var isASCII = run.isASCII
    while current == UInt8(ascii: "\\") {
      index += 1
      isASCII = try escape(into: &unescaped) && isASCII
      run = JSONRun(in: bytes, from: index)
      unescaped.append(contentsOf: bytes[index..<run.end])
      isASCII = run.isASCII && isASCII
      index = run.end
    }
    guard let byte = current else { throw syntaxError("unterminated string") }
    guard byte == UInt8(ascii: "\"") else { throw syntaxError("control character in a string") }
    index += 1
    return isASCII
      ? String(decoding: unescaped, as: UTF8.self)
      : try unescaped.withUnsafeBufferPointer { validated($0) }.get()
  }

  /// Decodes text that may contain more than ASCII.
  private func validated(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<String, JSONSyntaxError> {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return .failure(syntaxError("invalid UTF-8"))
    }
    guard StreamSafeText.isSafe(bytes) else {
      return .failure(
        syntaxError("more than \(StreamSafeText.maximumMarks) combining marks in a row in a string")
      )
    }
    return .success(text)
  }

  /// - Returns: whether the escape stands for an ASCII character.
  private mutating func escape(into bytes: inout [UInt8]) throws(JSONSyntaxError) -> Bool {
    guard let byte = current else { throw syntaxError("unterminated string") }
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(byte)
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "u"):
      let scalar = try scalar()
      guard scalar.isASCII else {
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        return false
      }
      bytes.append(UInt8(scalar.value))
    default: throw syntaxError("unknown escape")
    }
    return true
  }

  private mutating func scalar() throws(JSONSyntaxError) -> Unicode.Scalar {
    let high = try hexadecimal()
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard (0xD800..<0xDC00).contains(high), current == UInt8(ascii: "\\"), index + 1 < bytes.count,
      bytes[index + 1] == UInt8(ascii: "u")
    else { throw syntaxError("lone surrogate") }
    index += 2
    let low = try hexadecimal()
    guard (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    else { throw syntaxError("lone surrogate") }
    return scalar
  }

  private mutating func hexadecimal() throws(JSONSyntaxError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = byte.hexadecimalDigit else {
        throw syntaxError("expected four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    return value
  }
}
