import HermesContract

/// Processing of a complete answer, whose pieces have been passed on as they arrived.
extension ModelAnswer {
  private static let (thinkStart, thinkEnd) = (Array("<think>".utf8), Array("</think>".utf8))

  /// The answer without the model's thoughts: text before a lone </think>, or between <think> and
  /// </think> at the beginning, is reasoning. Some servers leave it in the text, and some omit the
  /// opening tag because it is part of their prompt.
  var withoutThoughts: ModelAnswer {
    let bytes = Array(text.utf8)
    let begun = bytes.firstIndex { !Self.isBlank($0) } ?? bytes.count
    let isOpened = bytes[begun...].starts(with: Self.thinkStart)
    let start = isOpened ? begun + Self.thinkStart.count : 0
    let end = Self.place(of: Self.thinkEnd, in: bytes[start...])
    var answer = self
    guard let end else {
      // The answer was cut off inside a thought.
      if isOpened { answer.moveThought(bytes[start...], rest: []) }
      return answer
    }
    // In an answer that talks about both tags, a later tag does not end a thought.
    guard isOpened || Self.place(of: Self.thinkStart, in: bytes[..<end]) == nil else {
      return answer
    }
    answer.moveThought(bytes[start..<end], rest: bytes[(end + Self.thinkEnd.count)...])
    return answer
  }

  private mutating func moveThought(_ thought: ArraySlice<UInt8>, rest: ArraySlice<UInt8>) {
    reasoning += String(decoding: thought, as: UTF8.self)
    text = String(decoding: rest.drop(while: Self.isBlank), as: UTF8.self)
  }

  /// The answer to a request with a schema, with JSON extracted from surrounding words or a fence.
  var withBareJSON: ModelAnswer {
    var answer = self
    if let json = Self.jsonPart(in: Array(text.utf8)) {
      answer.text = String(decoding: json, as: UTF8.self)
    }
    return answer
  }

  /// - Returns: nil if there is none, or if the text is nothing else.
  private static func jsonPart(in bytes: [UInt8]) -> ArraySlice<UInt8>? {
    guard JSONValue(parsing: bytes) == nil else { return nil }
    let ends: [(first: UInt8, last: UInt8)] = [
      (UInt8(ascii: "{"), UInt8(ascii: "}")), (UInt8(ascii: "["), UInt8(ascii: "]")),
    ]
    for (first, last) in ends {
      guard let start = bytes.firstIndex(of: first), let end = bytes.lastIndex(of: last),
        start < end, JSONValue(parsing: Array(bytes[start...end])) != nil
      else { continue }
      return bytes[start...end]
    }
    return nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte <= UInt8(ascii: " ") }

  private static func place(of tag: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    var start = bytes.startIndex
    while let found = bytes[start...].firstIndex(of: tag[0]) {
      if bytes[found...].starts(with: tag) { return found }
      start = found + 1
    }
    return nil
  }
}
