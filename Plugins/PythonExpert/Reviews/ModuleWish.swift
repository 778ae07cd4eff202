import Foundation

/// What a request asks to be done with the module that it contains.
struct ModuleWish: Sendable {
  private(set) var changes: [ModuleChange] = []
  private(set) var wantsReview = false
  /// The request reports a fault and asks to find it.
  private(set) var wantsFault: String?
  /// The request asks to improve the module.
  private(set) var wantsFix: String?
  /// The request says that nothing is to be changed.
  private(set) var keepsModule = false
  /// Parts of the request for which there are no rules.
  private(set) var unknown: [String] = []

  private let names: Set<String>

  /// Whether all parts without rules ask for an explanation and not for a change.
  var wantsWords: Bool {
    unknown.allSatisfy { clause in
      let first = ChangeWords.words(of: clause).first { !Self.courtesies.contains($0) } ?? ""
      return Self.explaining.contains(first)
    }
  }

  private static let explaining: Set<String> = [
    "explain", "describe", "summarize", "summarise", "what", "how", "why", "which", "who", "where",
    "is", "are", "does", "tell",
  ]
  private static let reviewing: Set<String> = [
    "review", "check", "lint", "test", "analyze", "analyse", "verify", "inspect", "audit",
    "validate",
    "examine", "proofread", "look", "looking", "checking", "reviewing", "assess", "evaluate",
    "good", "ok", "okay", "correct", "right", "wrong", "bug", "bugs", "problem", "problems",
    "issue",
    "issues", "mistake", "mistakes", "error", "errors", "feedback", "quality", "improve", "debug",
    "fix",
    "compile", "compiles", "doctest", "doctests", "unused", "mend", "repair", "fail", "fails",
    "failing", "crash", "crashes", "broken", "work", "works", "think", "opinion",
  ]
  /// "Don't change anything", "no changes", "without touching it".
  private static let keeping =
    #"(?i)\b(?:don['’]?t|do not|without|no|never|not)\s+(?:\w+\s+)?(?:chang|modif|touch|edit|alter|rewrit)\w*"#
  private static let asking: Set<String> = [
    "which", "what", "who", "where", "why", "how", "is", "are", "does", "do", "tell", "say", "show",
    "list", "count", "whether",
  ]
  private static let ofReports: Set<String> = [
    "tell", "let", "me", "us", "know", "show", "what", "you", "find", "found", "think", "see", "of",
    "it", "about",
    "please", "is", "wrong", "with", "this",
  ]
  private static let fixing: Set<String> = ["fix", "mend", "repair", "improve", "correct"]
  private static let faulty: Set<String> = [
    "bug", "why", "fail", "fails", "failing", "crash", "crashes", "broken", "debug", "mistake",
  ]
  /// Verbs that begin a different wish.
  private static let others: Set<String> = [
    "make", "convert", "turn", "translate", "port", "explain", "refactor", "rewrite", "optimise",
    "optimize", "simplify", "speed", "shorten", "remove", "delete", "replace", "change", "extend",
    "add",
    "include", "implement", "write", "create", "generate", "split", "merge", "move", "extract",
    "inline",
    "parallelize", "parallelise", "vectorize", "vectorise", "describe", "summarize", "summarise",
    "comment", "format", "use", "do", "compare", "put", "insert", "return", "support",
  ]
  private static let courtesies: Set<String> = [
    "please", "pls", "can", "could", "would", "will", "you", "now", "then", "also", "and", "just",
    "hi",
    "hello", "hey", "so", "i", "want", "need", "like", "to", "me", "help", "mind", "finally",
  ]

  /// - Parameter names: The names of the module's functions and classes.
  init(_ text: String, names: [String] = []) {
    let text = text.withShortGaps
    self.names = Set(names.flatMap(ChangeWords.words))
    var hadChange = false
    var isAgainst = false
    for clause in Self.clauses(of: text) {
      let before = changes.count
      let words = ChangeWords.words(of: clause)
      let first = words.first { !Self.courtesies.contains($0) } ?? ""
      // "Remove the comments and docstrings".
      let goesOn = !ModuleChange.isVerbOfWish(first)
      isAgainst = ChangeWords.isAgainst(words) || isAgainst && goesOn
      if isAgainst, goesOn, !ModuleChange.changes(in: clause).isEmpty {
        unknown.append("without \(clause)")
        continue
      }
      // "Rename f to g and h to i".
      if hadChange, case .rename = changes.last, let next = ModuleChange.nextRename(in: clause) {
        changes.append(next)
      } else {
        readClause(clause, isBehindChange: hadChange)
      }
      hadChange = changes.count > before
    }
    // The request is empty or asks for nothing: the default is a review.
    if changes.isEmpty, unknown.isEmpty, !wantsReview {
      let words = ChangeWords.words(of: text).filter { !Self.courtesies.contains($0) }
      if words.isEmpty || text.utf8.count < 3 { wantsReview = true } else { unknown = [text] }
    }
  }

  /// Removes the request for a module that an earlier step has made: "write a function for
  /// factorials, and tests for it".
  static func withoutMaking(_ text: String) -> String {
    let making: Set = [
      "write", "create", "make", "implement", "generate", "build", "give", "code", "develop",
      "program",
    ]
    let pronouns: Set = ["it", "this", "that", "them", "these", "those"]
    return clauses(of: text).map { clause in
      // "Write a function for factorials with error handling".
      guard let with = clause.firstMatch(of: /(?i)\s(?=(?:with|including|plus)\s)/),
        making.contains(ChangeWords.words(of: clause).first { !courtesies.contains($0) } ?? ""),
        !ModuleChange.changes(in: String(clause[with.range.upperBound...])).isEmpty
      else { return clause }
      return String(clause[with.range.upperBound...])
    }.filter { clause in
      let words = ChangeWords.words(of: clause)
      let first = words.first { !courtesies.contains($0) } ?? ""
      return !making.contains(first) || !pronouns.isDisjoint(with: words)
        || !ModuleChange.changes(in: clause).isEmpty
    }
    .joined(separator: ". ")
  }

  /// - Parameter isBehindChange: "and a --version flag" continues the list of things to add.
  private mutating func readClause(_ clause: String, isBehindChange: Bool) {
    if clause.range(of: Self.keeping, options: .regularExpression) != nil {
      keepsModule = true
      if Self.reviewing.isDisjoint(with: ChangeWords.words(of: clause)) { return }
    }
    let words = ChangeWords.words(of: clause)
    // "Tell me what you find" asks for a review.
    if words.allSatisfy(Self.ofReports.contains), words.contains("what") {
      wantsReview = true
      return
    }
    // "Out of the examples in the docstring" only says where they are.
    var found = ModuleChange.changes(
      in: clause.replacing(
        /(?i)\b(?:in|from|of|inside)\s+(?:the|its|my|their|each)\s+docstrings?\b/, with: ""))
    // "And tests" after "add docstrings".
    if isBehindChange, found.isEmpty { found = ModuleChange.changes(in: "add \(clause)") }
    let first = words.first { !Self.courtesies.contains($0) } ?? ""
    let isRename = found.contains { if case .rename = $0 { true } else { false } }
    // "Remove the logging" is the opposite of adding it.
    if !found.isEmpty, !isRename, ChangeWords.isAgainst(words) {
      unknown.append(clause)
      return
    }
    // "Do the doctests pass?" is answered by a review.
    if Self.asking.contains(first), !Self.reviewing.isDisjoint(with: words),
      words.contains(where: { $0.hasPrefix("pass") }),
      !ReviewWords.mentionsMore(than: words, names: names)
    {
      wantsReview = true
      return
    }
    // "Which functions have no docstring?" is a question and changes nothing.
    if !found.isEmpty,
      Self.asking.contains(first)
    {
      unknown.append(clause)
      return
    }
    if !found.isEmpty,
      isBehindChange || ModuleChange.isNamedFirst(in: clause) || !Self.reviewing.contains(first)
        || first == "test" && words.count > 3
    {
      changes += found.filter { !changes.contains($0) }
      let renamed = found.flatMap(\.names)
      if let rest = ChangeWords.remainder(of: clause, names: names.union(renamed)) {
        unknown.append(rest)
      }
      return
    }
    let asked = Self.reviewing.intersection(words)
    if Self.others.contains(first), !asked.contains(first) {
      unknown.append(clause)
    } else if !asked.isEmpty {
      wantsReview = true
      let limits = [Self.purpose(of: clause), namedPart(of: clause)].compactMap(\.self)
      unknown += limits
      if limits.isEmpty, Self.reviewing.contains(first), Self.faulty.isDisjoint(with: words),
        ReviewWords.mentionsMore(than: words, names: names)
      {
        unknown.append(clause)
      }
      // "Is it correct?" is a question, "correct it" is an order.
      let fixes = Self.fixing.intersection(words)
      // "What should I improve?" is a question, too.
      let isQuestion = Self.asking.contains(first) && fixes.isSubset(of: ["improve", "correct"])
      if !fixes.isEmpty, !isQuestion, fixes != ["correct"] || first == "correct" {
        wantsFix = wantsFix ?? clause
      }
      if !Self.faulty.isDisjoint(with: words), !words.contains("bugs") {
        wantsFault = wantsFault ?? clause
      }
    } else if found.isEmpty,
      asksForSomething(words, first: first) || isBehindChange && ["a", "an"].contains(first)
    {
      unknown.append(clause)
    }
  }

  /// "For security": an aspect that a review, which looks only for faults, does not cover.
  private static func purpose(of clause: String) -> String? {
    let pattern =
      #"(?i)\bfor\s+(?!bugs?\b|errors?\b|mistakes?\b|problems?\b|issues?\b|faults?\b|warnings?\b|correctness\b|quality\b|style\b|me\b|us\b|it\b|this\b|that\b|them\b|any\b|all\b|the\b|my\b|our\b|a\b|possible\b|obvious\b|common\b|potential\b).+"#
    return clause.range(of: pattern, options: .regularExpression).map { String(clause[$0]) }
  }

  /// "Only the function f": reviews always cover whole modules.
  private func namedPart(of clause: String) -> String? {
    let words = ChangeWords.words(of: clause)
    guard
      let only = words.firstIndex(where: { ["only", "except", "without", "ignoring"].contains($0) })
    else {
      return nil
    }
    return words[only...].joined(separator: " ")
  }

  /// Whether a clause that names nothing known asks for something, as opposed to making a
  /// statement.
  private func asksForSomething(_ words: [String], first: String) -> Bool {
    let remarks: Set<String> = [
      "something", "somehow",
      "it", "this", "that", "these", "those", "here", "the", "my", "our", "we", "i", "he", "she",
      "they", "thanks", "thank", "thx", "cheers", "regards", "for", "from", "in", "as", "good",
      "nice", "great", "ok", "okay", "yes", "no", "there", "a", "an", "code", "python", "module",
      "people", "users", "someone", "somebody", "everyone", "everybody", "others", "colleagues",
      "customers", "clients", "students", "folks",
      "if", "because", "since", "with", "dear", "sorry", "best", "kind", "let", "be", "of", "its",
    ]
    return !first.isEmpty && words.count > 1 && !remarks.contains(first) && !names.contains(first)
  }

  /// Whether it says something that only makes sense about existing code.
  static func isOfGivenCode(_ text: String) -> Bool {
    !Set(ChangeWords.words(of: text)).isDisjoint(with: [
      "pythonic", "misspelled", "misspelt", "spelled", "typo",
    ])
  }

  /// Names the only function or class that is to be changed, if the module has others: changes are
  /// made everywhere.
  mutating func limit(to names: [String], among all: [String]) {
    guard all.count > 1, !names.isEmpty, !changes.isEmpty else { return }
    unknown.append("only in " + names.joined(separator: ", "))
  }

  /// Removes reasons, such as "so that I can see what it does" and "before I merge it", which are
  /// not part of the wish.
  private static func withoutReasons(_ text: String) -> String {
    text.replacing(
      /(?i),?\s*\bso(?: that)? (?:i|we|you|people|others|users|everybody|everyone|somebody|someone|my \w+|our \w+) (?:can|could|may|will|would)\b[^.!?\n]*/,
      with: ""
    )
    .replacing(/(?i),?\s*\bbefore (?:i|we|my \w+) [^.,;!?:\n]*/, with: "")
    .replacing(/(?i),?\s*\bbecause [^.;!?\n]*/, with: "")
    // "This class has no docstrings, add them".
    .replacing(
      /(?i)\b(?:this|the|my|our|it|these) ?(?:\w+ )?(?:has|have|lacks?|is missing) (?:no |any )?(\w+(?: \w+)?)[,;:.\n]\s*(?:so |please )?(add|write|put|include|insert) (?:them|it|some|those)\b/
    ) { "\($0.2) \($0.1)" }
    .replacing(
      /(?i)\b(?:i'd|i would|we'd|we would) (?:like|love)(?: to (?:have|see|get))?\b/, with: "add"
    )
    .replacing(
      /(?i)\b(?:these|those|the|both) (?:two|three|four|five|\d) (?=(?:functions|methods|classes)\b)/,
      with: "these ")
  }

  private static func clauses(of text: String) -> [String] {
    // A full stop inside a name ("app.log", "Basket.count") does not end a sentence.
    withoutReasons(text.replacing(". ", with: "\n")).split {
      "!?;:,\n\r".contains($0) || $0.isNewline
    }
    .flatMap { $0.split(separator: " and ") }.flatMap { $0.split(separator: " then ") }
    .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    .filter { !$0.isEmpty }
  }
}
