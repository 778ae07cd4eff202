/// One module of the catalogue: Python source with a header that describes it.
///
///     # recipe: fibonacci
///     # title: Fibonacci numbers
///     # keywords: fibonacci, fib, fibonacci sequence
///     # tags: math, sequence
///     # main: fibonacci
///     # also: first, terms
///
/// `also` is optional: words that requests use for it but that don't identify it.
struct Recipe: Sendable {
  /// Why a file is not a recipe; the text names the cause.
  struct Malformed: Error, CustomStringConvertible {
    let description: String
  }

  let name: String
  let title: String
  /// Words and phrases that people use for it.
  let keywords: [String]
  let tags: [String]
  /// Words that requests may use for it, such as those for its arguments.
  let also: [String]
  /// The function or class that a request may rename.
  let main: String
  /// The module without its header.
  let source: String
  /// Its description besides title, keywords and tags: its functions with their arguments, and the
  /// first sentence of each docstring.
  let summaries: [String]
  /// The names of its public functions and classes.
  let functions: [String]
  /// "built-in", or the file that it was read from.
  let origin: String

  init(text: String, origin: String) throws {
    var header: [String: String] = [:]
    var rest = Substring(text)
    while rest.hasPrefix("# "), let colon = rest.firstIndex(of: ":") {
      let line = rest.prefix { !$0.isNewline }
      guard colon < line.endIndex else { break }
      let key = String(rest[rest.index(rest.startIndex, offsetBy: 2)..<colon])
      header[key] = line[line.index(after: colon)...].trimmed
      rest = rest[line.endIndex...].dropFirst()
    }
    func field(_ key: String) throws -> String {
      guard let value = header[key], !value.isEmpty else {
        throw Malformed(description: "its header has no line '# \(key): …'")
      }
      return value
    }
    name = try field("recipe")
    title = try field("title")
    keywords = try field("keywords").split(separator: ",").map(\.trimmed)
    tags = header["tags"]?.split(separator: ",").map(\.trimmed) ?? []
    also = header["also"]?.split(separator: ",").map(\.trimmed) ?? []
    main = try field("main")
    source = String(rest)
    summaries = Self.summaries(of: source)
    functions = Self.functions(in: source)
    self.origin = origin
    guard source.contains("def \(main)(") || source.contains("class \(main)") else {
      throw Malformed(description: "it defines no function or class '\(main)', named by '# main:'")
    }
    guard source.contains(">>> ") else {
      throw Malformed(description: "it has no doctest")
    }
  }

  /// The names of the public functions and classes in a source.
  private static func functions(in source: String) -> [String] {
    source.lines.compactMap { line in
      let line = line.trimmed
      for keyword in ["def ", "class "] where line.hasPrefix(keyword) {
        let name = line.dropFirst(keyword.count).prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        return name.hasPrefix("_") ? nil : String(name)
      }
      return nil
    }
  }

  /// Whether all its functions only determine something about a thing ("is it a prime?").
  var isTest: Bool { functions.allSatisfy(Self.isFinder) }

  /// Whether a function determines something, judging by its name.
  static func isFinder(_ name: String) -> Bool {
    ["is_", "are_", "has_", "can_", "validate", "check"].contains(where: name.hasPrefix)
  }

  /// Each public top-level function and class of the module, with the first sentence of its
  /// docstring.
  var definitions: [(name: String, summary: String)] {
    var definitions: [(name: String, summary: String)] = []
    for line in source.lines {
      if let keyword = ["def ", "class "].first(where: line.hasPrefix) {
        let name = line.dropFirst(keyword.count).prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        definitions.append((String(name), ""))
      } else if definitions.last?.summary.isEmpty == true, line.trimmed.hasPrefix("\"\"\"") {
        definitions[definitions.count - 1].summary = line.trimmed
      }
    }
    return definitions.filter { !$0.name.hasPrefix("_") }
  }

  /// Whether all words of a condition occur in it. Numbers must occur in its title or keywords,
  /// because examples contain others.
  func mentions(_ condition: String) -> Bool {
    let own = title + " " + keywords.joined(separator: " ")
    let words = condition.lowercased().split(separator: " ")
    if let first = words.first, ["each", "every", "per"].contains(first), words.count == 2 {
      let text = (source + " " + own).lowercased()
      return ["each", "every", "per"].contains { text.contains("\($0) \(words[1])") }
    }
    let numbers = ["one", "two", "three", "four", "five", "six"]
    let spoken = SearchWords.words(in: (summaries + [own]).joined(separator: " "))
    guard words.allSatisfy({ !numbers.contains(String($0)) || spoken.contains(String($0)) }) else {
      return false
    }
    let known = Set(SearchWords.words(in: source + " " + own).map(Stemmer.stem))
    let named = Set(own.split { !$0.isNumber && !$0.isLetter })
    return SearchWords.words(in: condition).filter { !SearchWords.stop.contains($0) }
      .allSatisfy { known.contains(Stemmer.stem($0)) }
      && condition.split { !$0.isNumber }.allSatisfy(named.contains)
  }

  private static func summaries(of source: String) -> [String] {
    source.lines.map(\.trimmed).filter { line in
      line.hasPrefix("def ") || line.hasPrefix("class ") || line.hasPrefix("\"\"\"")
    }
  }
}

extension Substring {
  /// Without surrounding blanks.
  fileprivate var trimmed: String {
    // By bytes: it runs for each line of each recipe.
    let blank = UInt8(ascii: " ")
    let start = utf8.drop { $0 == blank }
    let end = start.lastIndex { $0 != blank }.map(start.index(after:)) ?? start.startIndex
    return String(Substring(start[..<end]))
  }
}
