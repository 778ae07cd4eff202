import Foundation

/// What a request says about the form of the answer, besides what the code should do.
struct RequestedForm: Sendable, Equatable {
  /// The name that the function or class should have.
  var name: String?
  /// True for "with tests": the module gets a unittest entry point.
  var wantsTests: Bool
  /// A programming language other than Python that the request names.
  var foreignLanguage: String?
  /// The request without the words about a name, for search.
  var topic: String
  /// The same for names that may contain the wish: "is_palindrome(text) that ignores case".
  private(set) var topicWithName: String?
  /// The requested styles, in the words of the request ("recursively").
  var styles: [String]
  /// What a recipe's description must say.
  var conditions: [Condition]
  /// Numbers in the request that may be arguments ("of length 12").
  var numbers: [String]

  /// Numbers that a script is to be run with.
  private(set) var numbersOfRun: [String]

  /// Words for styles. A recipe may use another style, which is reported.
  private static let styleWords: Set<String> = [
    "recursion", "recursive", "recursively", "iteration", "iterative", "iteratively",
    "comprehension", "comprehensions", "lambda", "regex", "numpy", "pandas", "async", "asyncio",
    "threads", "threading", "multiprocessing", "dataclass", "dataclasses", "oneliner",
  ]
  private static let styleStems = Set(styleWords.map(Stemmer.stem))

  static func isStyle(_ stem: String) -> Bool { styleStems.contains(stem) }

  private static let ofLoops: Set<String> = ["loop", "loops"]

  /// "Without recursion", "don't use any recursion", "it must not be recursive".
  private static func isAvoided(_ index: Int, in words: [String]) -> Bool {
    let negations: Set = [
      "without", "no", "not", "avoiding", "avoid", "never", "don", "dont", "mustn", "shouldn",
    ]
    let between: Set = ["use", "using", "be", "a", "an", "any", "the", "t", "list", "rely", "on"]
    var place = index - 1
    while place >= 0, index - place <= 4 {
      if negations.contains(words[place]) { return true }
      guard between.contains(words[place]) else { return false }
      place -= 1
    }
    return false
  }

  private static let languages: Set<String> = [
    "javascript", "typescript", "java", "rust", "golang", "swift", "kotlin", "ruby", "php", "perl",
    "haskell", "scala", "fortran", "cobol", "bash", "sql", "csharp", "erlang", "elixir", "julia",
  ]
  private static let keywords: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield", "print", "list", "dict", "set", "str", "int", "float", "len", "sum", "max",
    "min", "sorted", "range", "type", "object", "that", "which",
  ]

  init(_ request: String) {
    topic = request
    wantsTests = !Self.noTests.isFound(in: request) && Self.tests.isFound(in: request)
    let said = SearchWords.words(in: request)
    styles = said.indices.filter { index in
      Self.styleWords.contains(said[index])
        || Self.ofLoops.contains(said[index]) && Self.isAvoided(index, in: said)
    }.map { index in
      let isAvoided = Self.isAvoided(index, in: said)
      return (isAvoided ? "without " : "") + said[index]
    }
    if Self.ofLoop.isFound(in: request), styles.isEmpty {
      styles.append("with a loop")
    }
    numbers = Self.arguments(in: request)
    numbersOfRun = Self.numbersOfRun(in: request)
    conditions = Condition.conditions(in: request)
    let words = Set(said)
    foreignLanguage = words.contains("python") ? nil : words.intersection(Self.languages).first
    if Self.cFamily.isFound(in: request), !words.contains("python") {
      foreignLanguage = "C++ or C#"
    }
    if let range = Self.naming.range(in: request[...]) {
      let phrase = request[range]
      let candidate = phrase.split(whereSeparator: { " `'\"()".contains($0) }).last.map(String.init)
      if let candidate, !Self.keywords.contains(candidate) {
        name = candidate
        topic.removeSubrange(range)
      }
    }
    // "Write a function is_even(n) that …".
    if name == nil,
      let call = request.firstMatch(
        of: /(?i)\b(?:function|method|def|routine)\s+`?([a-z_][a-z0-9_]*)\([^()\n]{0,80}\)`?/)
    {
      let candidate = String(call.1)
      if !Self.keywords.contains(candidate) {
        name = candidate
        let words = candidate.split(separator: "_").joined(separator: " ")
        topicWithName = topic.replacing(call.0, with: "function \(words) ")
        topic = topic.replacing(call.0, with: "function ")
      }
    }
    // A name that the function is to get is not one that the recipe must have.
    conditions.removeAll { $0.kind == .identifier && $0.thing == name }
    // Otherwise "!" ends a sentence.
    topic = topic.replacing(#/\bn!/#, with: "factorial of n")
    topic = Self.withOrdinals(topic)
    // Every recipe has tests and docstrings; search ignores them.
    topic = topic.replacingOccurrences(of: Self.ofTests, with: "", options: .regularExpression)
    // Search ignores these conditions, but the recipe must meet them.
    for condition in conditions where condition.isOfCase {
      topic = topic.replacing(condition.text, with: " ")
    }
  }

  private static let noTests = Pattern(
    #"\b(?:don['’]?t|do\s+not|no\s+need\s+to|never)\s+(?:add|write|include|create|give)\b[^.,;!?\n]{0,40}\btests?\b"#
  )
  private static let tests = Pattern(
    #"(?:\b(with|and|add|including|plus)\b[^.]{0,30}|[,;]\s*(?:some\s+)?)\b(unit ?)?tests?\b"#)
  private static let cFamily = Pattern(#"\bC(\+\+|#)"#)
  private static let naming = Pattern(
    #"(?<!\b(?:parameter|argument)s?\s(?:is\s|should\sbe\s|must\sbe\s)?)\b(?:called|named|name it|call it|by the name of)\s+[`'"]?([A-Za-z_][A-Za-z0-9_]*)[`'"]?(?:\(\))?"#
  )
  private static let ofLoop = Pattern(
    #"\b(?:with|using|by)\s+(?:an?\s+)?(?:(?:for|while)[ -])?loops?\b"#)
  private static let ofProgram = Pattern(#"\b(?:scripts?|command[- ]line|cli|programs?)\b"#)

  /// "A script that prints the top 10".
  private static func numbersOfRun(in request: String) -> [String] {
    guard ofProgram.isFound(in: request) else { return [] }
    return request.matches(of: #/(?i)\b(?:top|first|last|to|with|length|of|size)\s+(\d{1,9})\b/#)
      .map { String($0.1) }
  }

  /// "The 2nd" is the second; "the 10th" is the n-th to a recipe.
  private static func withOrdinals(_ text: String) -> String {
    text.replacing(#/\b(\d{1,9})(?:st|nd|rd|th)\b/#) { match in
      switch match.1 {
      case "1": "first"
      case "2": "second"
      case "3": "third"
      default: "nth"
      }
    }
  }

  /// "And add some unit tests for it", "but don't add docstrings".
  private static let ofTests =
    #"(?i)(?:[,;.]?\s+(?:and|plus|but|then|with)\b|[,;.])?\s*(?:please\s+|also\s+|then\s+)*(?:(?:don['’]?t|do\s+not)\s+)?\b(?:add|write|include|including|create|adding)\s+(?:me\s+|some\s+|a\s+few\s+|any\s+|the\s+|its\s+)*(?:(?:unit\s*-?|doc)?tests?|docstrings?|doctests?)(?:\s+(?:and|or)\s+(?:(?:unit\s*-?|doc)?tests?|docstrings?|comments?))?(?:\s+(?:for|to)\s+(?:it|that|this|them))?(?:\s+(?:too|as\s+well))?(?=\s*(?:[.,;!?]|$|\band\b|\bplease\b))"#

  /// "of length 12", "with 8 characters", "size: 3".
  private static func arguments(in request: String) -> [String] {
    let pattern =
      #"(?i)\b(?:length|size|capacity|limit|of|with|width|up to|first|below)\s*[:=]?\s*(\d{1,9})\b"#
    guard let expression = try? NSRegularExpression(pattern: pattern) else { return [] }
    let whole = NSRange(request.startIndex..., in: request)
    return expression.matches(in: request, range: whole).compactMap { match in
      Range(match.range(at: 1), in: request).map { String(request[$0]) }
    }
  }
}
