import Foundation

/// Splits a request for several things: "a function that reverses a string and another that counts
/// vowels". The caller decides, by searching its recipe, whether each part is a separate thing.
enum SeveralThings {
  private static let most = 6

  /// Readings of the request, each with at least two parts.
  static func readings(of request: String) -> [[String]] {
    let request = withoutTests(request)
    return [ofThings(request), ofFunctions(request)].filter { (2...most).contains($0.count) }
  }

  /// "Bubble sort and quick sort", "read and write csv": the bare names, without the words that ask
  /// for them. The caller must know each of them by name.
  static func names(in request: String) -> [[String]] {
    let ofCode: Set = [
      "function", "functions", "class", "classes", "code", "module", "python", "in", "program",
      "programs",
      "algorithm", "algorithms", "method", "methods", "please",
    ]
    // "Only length" does not name a second thing.
    let limiting: Set = [
      "only", "without", "with", "not", "no", "except", "but", "or", "quick", "fast",
    ]
    let carrier = SearchWords.stop.subtracting(limiting)
    let line = withoutTests(request).lowercased()
    var isFirst = true
    let parts = parts(of: line, at: betweenNames).map { part in
      var words = part.split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "*" }.map(
        String.init)
      let before = isFirst ? carrier : ["a", "an", "the", "another", "also"]
      isFirst = false
      while let first = words.first, before.contains(first) { words.removeFirst() }
      while let last = words.last, ofCode.contains(last) { words.removeLast() }
      return words.joined(separator: " ")
    }
    let isJoined = line.contains(" and ") || line.contains(" plus ")
    guard isJoined, (2...most).contains(parts.count), !parts.contains("") else { return [] }
    // The words after the last verb apply to all of them: "read and write csv".
    let tail = parts.last?.split(separator: " ").dropFirst().joined(separator: " ") ?? ""
    let whole = tail.isEmpty ? [] : [parts.dropLast().map { "\($0) \(tail)" } + parts.suffix(1)]
    return [parts] + whole
  }

  /// Removes "Write unit tests for both", which applies to all of them and is not a separate thing.
  private static func withoutTests(_ request: String) -> String {
    let making = #"(?:please\s+)?(?:(?:write|add|include|create|make)\s+)?"#
    let whose = #"(?:\s+for\s+(?:both|each|all|them|every\s+function)(?:\s+of\s+them)?)?"#
    return request.replacingOccurrences(
      of:
        #"(?i)(?:[.!;\n]\s*|,?\s+(?:and|with|plus)\s+)\#(making)(?:some\s+)?(?:unit\s*)?tests?\#(whose)\s*(?=[.!]|$)"#,
      with: "", options: .regularExpression)
  }

  /// Where one part ends and the next begins.
  private static let joint =
    #"(?:\s*[,;.]\s*(?:and\s+|then\s+|plus\s+)?|\s+and\s+|\s+plus\s+|\s*\n\s*(?:[-*•]|\d{1,2}[.)])?\s*)(?:also\s+|then\s+)?"#

  private static let lead = #"(?:that|to|which|for)"#
  private static let betweenNames = Pattern(#"(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+plus\s+)"#)
  private static let beforeThing = Pattern(
    joint
      + #"(?=(?:(?:write|create|make|implement|give)\s+(?:me\s+|us\s+)?)?(?:an?|another|one|the\s+other|the\s+second)\s)"#
  )
  private static let beforeFunction = Pattern(joint + "(?:" + lead + #"\s+)?"#)
  private static let headOfFunctions = Pattern(
    #"^[^\n.!?:]*?\b(?:functions|helpers|methods|programs|classes|algorithms|utilities|routines)\b(?:\s+in\s+python)?\s*(?::|-|–)?\s*(?:"#
      + lead + #"\b)?"#)

  /// "A stack and a queue": each with its article.
  private static func ofThings(_ request: String) -> [String] {
    return parts(of: request, at: beforeThing).map { part in
      // "One that counts vowels".
      part.replacing(
        /(?i)^(?:(?:another|one|a second|the second|the other|a third)\s+(?:one\s+)?)(?=that|to|which|for)/,
        with: "a function ")
    }
  }

  /// "Functions to reverse a string and count vowels": each with its verb.
  private static func ofFunctions(_ request: String) -> [String] {
    guard let head = headOfFunctions.range(in: request[...]) else { return [] }
    let isFor = request[head].lowercased().hasSuffix("for")
    return parts(of: String(request[head.upperBound...]), at: beforeFunction).map {
      part in
      let thing = part.replacing(
        /(?i)^(?:(?:an?|another|one)\s+)?(?:function\s+)?(?:that|to|which|for)\s+/, with: "")
      return "a function \(isFor ? "for" : "to") \(thing)"
    }
  }

  private static func parts(of text: String, at pattern: Pattern) -> [String] {
    var parts: [String] = []
    var rest = text[...]
    while parts.count < most, let joint = pattern.range(in: rest) {
      parts.append(String(rest[..<joint.lowerBound]))
      rest = rest[joint.upperBound...]
    }
    return (parts + [String(rest)])
      .map { $0.trimmingCharacters(in: .whitespacesAndNewlines.union(["."])) }
      .filter { !$0.isEmpty }
  }
}
