import AgentKit

/// Reads consecutive JSON values, in linear time.
struct JSONReader {
  private static let maximumDepth = 64

  private let bytes: [UInt8]
  private(set) var position: Int
  private var values = 0

  init(_ text: String) { self.init(Array(text.utf8), from: 0) }

  init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    position = start
    if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// All values of the text: one, or one per line.
  /// - Throws: `invalid_json` with the position, or `CancellationError`.
  static func nodes(in text: String) throws -> [JSONNode] {
    var reader = JSONReader(text)
    var values: [JSONNode] = []
    reader.skipSpace()
    while reader.position < reader.bytes.count {
      values.append(try reader.value())
      reader.skipSpace()
    }
    guard !values.isEmpty else { throw DataTable.noRows }
    return values
  }

  /// The next value.
  mutating func value(depth: Int = 0) throws -> JSONNode {
    values += 1
    if values % 4096 == 0 { try Task.checkCancellation() }
    guard depth < Self.maximumDepth else { throw fault("values are nested too deeply") }
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", node: .bool(true))
    case UInt8(ascii: "f"): return try literal("false", node: .bool(false))
    case UInt8(ascii: "n"): return try literal("null", node: .null)
    // As Python and R write it.
    case UInt8(ascii: "N"): return try literal("NaN", node: .null)
    default: return try number()
    }
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func skipSpace() {
    while let byte = peek, byte == 32 || byte == 10 || byte == 13 || byte == 9 || byte == 0x1E {
      position += 1
    }
  }

  private mutating func object(_ depth: Int) throws -> JSONNode {
    position += 1
    var members: [JSONNode.Member] = []
    skipSpace()
    while peek != UInt8(ascii: "}") {
      if !members.isEmpty { try expect(UInt8(ascii: ","), what: "a comma or }") }
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw fault("a name in double quotes is missing") }
      let name = try string()
      skipSpace()
      try expect(UInt8(ascii: ":"), what: "a colon")
      members.append(JSONNode.Member(name: name, value: try value(depth: depth + 1)))
      skipSpace()
    }
    position += 1
    return .object(members)
  }

  private mutating func array(_ depth: Int) throws -> JSONNode {
    position += 1
    var items: [JSONNode] = []
    skipSpace()
    while peek != UInt8(ascii: "]") {
      if !items.isEmpty { try expect(UInt8(ascii: ","), what: "a comma or ]") }
      items.append(try value(depth: depth + 1))
      skipSpace()
    }
    position += 1
    return .array(items)
  }

  private mutating func expect(_ byte: UInt8, what: String) throws {
    guard peek == byte else { throw fault("\(what) is missing") }
    position += 1
  }

  private mutating func literal(_ word: String, node: JSONNode) throws -> JSONNode {
    guard bytes[position...].starts(with: word.utf8) else { throw fault("a value is missing") }
    position += word.utf8.count
    return node
  }

  private mutating func number() throws -> JSONNode {
    let start = position
    while let byte = peek, byte >= 48 && byte <= 57 || "+-.eE".utf8.contains(byte) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let first = text.utf8.first, first == 45 || first >= 48, let number = Double(text) else {
      position = start
      throw fault("a value is missing")
    }
    guard number.isFinite else { throw fault("a number is too large") }
    return .number(text)
  }

  private mutating func string() throws -> String {
    position += 1
    let start = position
    let end = bytes.withUnsafeBufferPointer { bytes in
      var end = start
      while end < bytes.count, bytes[end] != 34, bytes[end] != 92, bytes[end] >= 32 { end += 1 }
      return end
    }
    position = end
    guard peek != 34 else {
      position += 1
      return String(decoding: bytes[start..<end], as: UTF8.self)
    }
    var text = Array(bytes[start..<end])
    while let byte = peek, byte != 34 {
      guard byte >= 32 else { throw fault("a line ends inside of a text") }
      position += 1
      if byte == 92 { try escape(into: &text) } else { text.append(byte) }
    }
    guard peek == 34 else { throw fault("a text has no end") }
    position += 1
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func escape(into text: inout [UInt8]) throws {
    guard let byte = peek else { throw fault("a text has no end") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "u"):
      var code = try readHexadecimal()
      // The second half of a surrogate pair.
      if code & 0xFC00 == 0xD800, bytes[position...].starts(with: [92, UInt8(ascii: "u")]) {
        let place = position
        position += 2
        let low = try readHexadecimal()
        if low & 0xFC00 == 0xDC00 {
          code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        } else {
          position = place
        }
      }
      text += Array(String(Character(Unicode.Scalar(code) ?? "\u{FFFD}")).utf8)
    default: throw fault("\\\(Character(Unicode.Scalar(byte))) is not an escape")
    }
  }

  private mutating func readHexadecimal() throws -> UInt32 {
    let digits = bytes[position...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ $0 < 127 && $0 > 47 }),
      let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw fault("\\u needs four digits") }
    position += 4
    return code
  }

  private func fault(_ what: String) -> AgentError {
    let lines = String(decoding: bytes[..<min(position, bytes.count)], as: UTF8.self).lines
    return AgentError(
      code: "invalid_json",
      message: """
        The data is not valid JSON: \(what) in line \(lines.count), column \
        \((lines.last?.utf8.count ?? 0) + 1).
        """)
  }
}
