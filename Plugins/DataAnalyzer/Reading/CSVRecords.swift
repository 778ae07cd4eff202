import AgentKit

/// Splits text into records according to RFC 4180, with any delimiter and any line break.
struct CSVRecords {
  struct Record {
    /// The number of its first line, starting at 1.
    let line: Int
    var fields: [String]
  }

  private let bytes: [UInt8]
  private let delimiter: UInt8
  private var position: Int
  private var line: Int

  private static let (quote, lf, cr) = (UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"))

  /// - Parameters:
  ///   - delimiter: A byte that does not occur, such as 0, separates nothing.
  ///   - start: Where the first record begins.
  ///   - line: The number of the line there.
  init(_ bytes: [UInt8], delimiter: UInt8, from start: Int = 0, line: Int = 1) {
    self.bytes = bytes
    self.delimiter = delimiter
    position = start
    self.line = line
  }

  /// The next record that is not an empty line; nil at the end.
  /// - Throws: `invalid_csv` for an unterminated quote.
  mutating func nextRecord() throws -> Record? {
    while position < bytes.count {
      let start = line
      var fields = [try field()]
      while position < bytes.count, bytes[position] == delimiter {
        position += 1
        fields.append(try field())
      }
      endLine()
      if fields.count > 1 || !CellText.trimmed(fields[0]).isEmpty {
        return Record(line: start, fields: fields)
      }
    }
    return nil
  }

  private mutating func endLine() {
    guard position < bytes.count else { return }
    let isReturn = bytes[position] == Self.cr
    position += 1
    if isReturn, position < bytes.count, bytes[position] == Self.lf { position += 1 }
    line += 1
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == Self.lf || byte == Self.cr
  }

  private mutating func field() throws -> String {
    let start = position
    // Spaces before a quote are not part of the field: `"a", "b"`.
    while position < bytes.count, bytes[position] == 32 { position += 1 }
    guard position < bytes.count, bytes[position] == Self.quote else {
      position = endOfField(from: start)
      return String(decoding: bytes[start..<position], as: UTF8.self)
    }
    var text = try quoted()
    // Includes text after a closing quote, which RFC 4180 does not allow.
    let rest = position
    position = endOfField(from: rest)
    text += bytes[rest..<position].drop { $0 == 32 }
    return String(decoding: text, as: UTF8.self)
  }

  private func endOfField(from start: Int) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var position = start
      while position < bytes.count, !isEnd(bytes[position]) { position += 1 }
      return position
    }
  }

  private mutating func quoted() throws -> [UInt8] {
    let start = line
    var text: [UInt8] = []
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == Self.quote {
        guard position < bytes.count, bytes[position] == Self.quote else { return text }
        position += 1
      } else if byte == Self.lf
        || byte == Self.cr && !(position < bytes.count && bytes[position] == Self.lf)
      {
        line += 1
      }
      text.append(byte)
    }
    throw AgentError(
      code: "invalid_csv", message: "The quote that begins in line \(start) is never closed.")
  }
}
