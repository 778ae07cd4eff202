import Foundation

/// The subject of a request, as stems, without its form and side remarks.
struct RequestTopic: Sendable {
  /// A sentence, or a part of one after a dash or in brackets.
  struct Segment: Sendable {
    let stems: Set<String>
    /// Whether it is about the user; then it says nothing about the thing unless it names it.
    let isAside: Bool
  }

  let segments: [Segment]
  /// In lower case, without examples.
  let text: String
  /// Whether the request is to determine something about a thing, not to make it.
  let wantsCheck: Bool
  /// The requested conversions.
  let directions: [Direction]
  /// Whether it asks for all things of a kind, not whether one thing is of that kind.
  let wantsAll: Bool
  /// Whether one thing is to be converted to another.
  let wantsConversion: Bool
  /// Whether the thing itself is to be made.
  let wantsMaking: Bool
  /// Whether it asks for a generator of such things: "a name generator".
  let isOfGenerator: Bool

  /// Whether it mentions words, which not every game or search is about.
  let isOfWords: Bool
  /// Counts in words: "two sorted lists".
  let counts: Set<String>
  /// Restrictions to things of a kind: "the sum of the negative numbers".
  let selections: [String]
  /// Selections: "the second smallest", "the first duplicate", "in only one of".
  let picks: [Pick]
  /// The stems on each side of an "and".
  let parts: [Set<String>]
  /// Excluded things ("without numbers"), apart from styles.
  let unwanted: [String]
  /// The word of each stem.
  let spelled: [String: String]
  /// Whether it asks to encode or decode, write or read.
  let ways: Polarity.Wanted
  /// Whether the result is to be a number or a list.
  let asked: FunctionResult.Asked
  /// The words of the text, each surrounded by blanks, without articles.
  let line: String
  /// All words after the one that asks: "write" in "write a function that writes".
  let words: Set<String>

  var stems: Set<String> { segments.reduce(into: []) { $0.formUnion($1.stems) } }

  private static let asides: Set<String> = [
    "i", "we", "my", "our", "python", "here", "you", "nothing", "thanks", "thx", "hi", "hello",
    "hey", "please", "a", "keep", "good", "dear", "greetings", "regards", "cheers", "kind",
  ]
  private static let checks: Set<String> = [
    "whether", "check", "checks", "checking", "checker", "validate", "validates", "validation",
    "verify", "verifies", "valid",
  ]

  init(_ request: String) {
    let text = Self.withoutExamples(request)
    self.text = text.lowercased()
    let all = SearchWords.words(in: text)
    let words = Set(all)
    // "Without using any loops".
    let fillers: Set = ["using", "use", "a", "an", "any", "the", "of", "needing"]
    var isNegated = false
    unwanted = all.indices.filter { index in
      if ["without", "except", "excluding"].contains(all[index]) { isNegated = true }
      guard isNegated, !fillers.contains(all[index]),
        !["without", "or", "nor"].contains(all[index])
      else { return false }
      // "Without recursion or loops".
      isNegated = index + 1 < all.count && ["or", "nor"].contains(all[index + 1])
      return !["except", "excluding"].contains(all[index])
        && !RequestedForm.isStyle(Stemmer.stem(all[index]))
        && !SearchWords.stop.contains(all[index])
    }.map { "without \(all[$0])" }
    isOfWords = !words.isDisjoint(with: ["word", "words"])
    counts = words.intersection(Self.counting)
    selections = Self.selections(in: self.text)
    picks = Pick.picks(in: text)
    parts = Self.joints(of: text).map { Set(SearchWords.stems(in: $0)) }
    spelled = Dictionary(all.map { (SearchWords.stem($0), $0) }) { first, _ in first }
    self.words = Set(all.dropFirst().map(Stemmer.stem))
    wantsCheck = !words.isDisjoint(with: Self.checks)
    directions = Direction.directions(in: text)
    ways = Polarity.Wanted(text)
    asked = FunctionResult.Asked(text)
    line = Self.line(of: text)
    wantsAll = !words.isDisjoint(with: ["all", "every"])
    wantsConversion = !words.isDisjoint(with: [
      "convert", "converts", "converting", "converter", "transform", "transforms", "translates",
    ])
    wantsMaking = !words.isDisjoint(with: ["generate", "generates", "generator", "random"])
    isOfGenerator =
      text.firstMatch(of: #/(?i)\w generators?\b(?! (?:function|expression|that yields))/#) != nil
    segments = Self.parts(of: text).compactMap { part in
      let stems = Set(SearchWords.stems(in: part))
      guard !stems.isEmpty else { return nil }
      let first = SearchWords.words(in: part).first ?? ""
      return Segment(stems: stems, isAside: Self.asides.contains(first))
    }
  }

  /// Counts that a recipe may be about.
  static let counting: Set<String> = ["two", "three", "four", "five", "six", "both"]

  private static func selections(in text: String) -> [String] {
    let pattern =
      #"\b(?:of|all|only|count|counts|sum|keep|keeps|filter|filters|find|finds|remove|removes|delete|drop)\s+(?:the\s+|all\s+)*((?:negative|positive|empty|zero|small|large|big)\s+(?:number|value|integer|float|item|element|string|line)s?)\b"#
    guard let expression = try? NSRegularExpression(pattern: pattern) else { return [] }
    let whole = NSRange(text.startIndex..., in: text)
    return expression.matches(in: text, range: whole).compactMap { match in
      Range(match.range(at: 1), in: text).map { String(text[$0]) }
    }
  }

  /// A text as words without articles: "sort a dictionary by key" is "sort dictionary by key".
  static func line(of text: String) -> String {
    let words = SearchWords.words(in: text).filter { !["a", "an", "the"].contains($0) }
    return " " + words.joined(separator: " ") + " "
  }

  /// "Sum and product" stands for each of the two; excluded things don't count.
  static func joints(of text: String) -> [String] {
    joint.replaced(in: exclusion.replaced(in: text, with: " "), with: "\n")
      .split(separator: "\n").map(String.init)
  }

  private static let exclusion = Pattern(
    #"\b(?:without|excluding|except|ignoring|skipping|not)\b[^.,;\n]*"#)
  private static let joint = Pattern(#"[,;.!?:/()\n]|\b(?:and|or|plus|both|as well as)\b"#)

  private static func parts(of text: String) -> [String] {
    text.replacing(" - ", with: "\n").replacing(", and keep", with: "\nkeep")
      .replacing(" and keep", with: "\nkeep")
      .split { "!?;–—()".contains($0) || $0.isNewline }
      .flatMap { $0.split(separator: ". ") }
      .map(String.init)
  }

  /// Removes "such as MCMXCIV", quoted text and purposes ("so that I can use it at work"), which
  /// don't describe the thing.
  private static func withoutExamples(_ request: String) -> String {
    // A sentence that something is done to is a text.
    let request = request.replacingOccurrences(
      of: #"(?i)\b(in|of|from)\s+(?:an?|the|any)\s+(?:given\s+)?(?:sentence|phrase|paragraph)\b"#,
      with: "$1 a text", options: .regularExpression
    )
    .replacingOccurrences(
      of:
        #"(?i)(?<!\b(?:count|counts|counting|of|many)\s)\b(?:upper|lower|capital|small)(?:case)?\s*(?:/|,|and|or|&)\s*(?:upper|lower|capital|small)[- ]?(?:case|letters)\b"#,
      with: "case", options: .regularExpression
    )
    .replacingOccurrences(
      of: #"(?i)\bmon(?:day)?s?\s*(?:-|–|to|through|until|till)\s*fri(?:day)?s?\b"#,
      with: "Monday Friday", options: .regularExpression)
    // "[1, [2, 3]] should become [1, 2, 3]".
    let shown =
      #"(?i)(?:\b(?:e\.g\.|i\.e\.|for example|for instance|like|so)[,:]?\s*)?(?:\[[\d\s,.'"\[\]{}()-]{2,200}\]|\{[\d\s,.:'"a-z\[\]{}()-]{2,200}\})(?:\s*(?:->|=>|→|(?:should|must|would|will)?\s*(?:become|becomes|give|gives|return|returns|yield|yields|be|is))\s*(?:\[[^\n]{0,200}\]|\{[^\n]{0,200}\}|\S{1,40}))?"#
    let pattern =
      #"(?i)\bi\.e\.|\b(such as|for example|for instance|e\.g\.|like)\s+[`'"\[(]?[A-Z0-9\[][^\s,]*|`[^`\n]{0,200}`|"[^"\n]{0,200}"|\bso (?:that )?(?:i|we|you|people|everybody) (?:can|could|may)\b[^.!?\n]{0,200}|,?\s*\bno matter (?:how|what|which|whether)\b[^,.!?\n]{0,200}|\bjust (?:give|show|send) me the (?:code|function|program)\b"#
    return request.replacingOccurrences(of: shown, with: " ", options: .regularExpression)
      .replacingOccurrences(of: pattern, with: " ", options: .regularExpression)
  }
}
