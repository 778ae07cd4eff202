import Foundation

/// What a request asks to be done with a module that it brings along.
struct ModuleWish: Sendable {
  private(set) var changes: [ModuleChange] = []
  private(set) var wantsReview = false
  /// It says that there is a fault, and asks for it to be found.
  private(set) var wantsFault: String?
  /// It asks for the module to be made better.
  private(set) var wantsFix: String?
  /// Parts that nothing here can do.
  private(set) var unknown: [String] = []

  /// Whether all that nothing here can do is to be said and not done.
  var wantsWords: Bool {
    unknown.allSatisfy { clause in
      let first = Self.words(of: clause).first { !Self.courtesies.contains($0) } ?? ""
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
    "mend", "repair", "fail", "fails", "failing", "crash", "crashes", "broken", "work", "works",
  ]
  private static let fixing: Set<String> = ["fix", "mend", "repair", "improve", "correct"]
  private static let faulty: Set<String> = [
    "bug", "why", "fail", "fails", "failing", "crash", "crashes", "broken", "debug", "mistake",
  ]
  /// Verbs that begin a wish for something else.
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

  init(_ text: String) {
    for clause in Self.clauses(of: text) { read(clause) }
    // Nothing is said, or nothing that asks for anything: what is there to do is a review.
    if changes.isEmpty, unknown.isEmpty, !wantsReview {
      let words = Self.words(of: text).filter { !Self.courtesies.contains($0) }
      if words.isEmpty || text.utf8.count < 3 { wantsReview = true } else { unknown = [text] }
    }
  }

  private mutating func read(_ clause: String) {
    let found = ModuleChange.all(in: clause)
    let words = Self.words(of: clause)
    let first = words.first { !Self.courtesies.contains($0) } ?? ""
    // "Which functions have no docstring?" asks, and changes nothing.
    if !found.isEmpty,
      ["which", "what", "who", "where", "why", "is", "are", "does", "do"].contains(first)
    {
      unknown.append(clause)
      return
    }
    if !found.isEmpty, !Self.reviewing.contains(first) || first == "test" && words.count > 3 {
      changes += found.filter { !changes.contains($0) }
      if let way = Self.way(in: clause) { unknown.append(way) }
      return
    }
    let asked = Self.reviewing.intersection(words)
    if Self.others.contains(first), !asked.contains(first) {
      unknown.append(clause)
    } else if !asked.isEmpty {
      wantsReview = true
      if !Self.fixing.isDisjoint(with: words) { wantsFix = wantsFix ?? clause }
      if !Self.faulty.isDisjoint(with: words), !words.contains("bugs") {
        wantsFault = wantsFault ?? clause
      }
    }
  }

  /// Names a function or class that alone is to be changed, where the module has others: changes are made
  /// everywhere.
  mutating func limit(to names: [String], among all: [String]) {
    guard all.count > 1, !names.isEmpty, !changes.isEmpty else { return }
    unknown.append("only in " + names.joined(separator: ", "))
  }

  /// How a change is to be made, in words that no change knows: "to a file", "using structlog".
  private static func way(in clause: String) -> String? {
    let pattern =
      #"(?i)\b(?:to (?:a |the |an )?(?:log ?)?(?:files?|disk|console|stdout|stderr|syslog|database|json)|only\b.*|using .+|without .+|except .+|with (?:structlog|loguru|rich|pydantic|mypy|sphinx|numpy|google)\b.*|for (?!it\b|this\b|that\b|them\b|these\b|the\b|my\b|our\b|all\b|every|each\b|me\b|us\b|unit\b).+|covering .+|testing .+|pytest.*|(?:to|of|in) the (?:first|second|third|last|other)\b.*|in (?:the )?(?:google|numpy|sphinx|rest|json|german|french|spanish|italian|portuguese|dutch|russian|chinese|japanese)\b.*)"#
    return clause.range(of: pattern, options: .regularExpression).map { String(clause[$0]) }
  }

  private static func words(of text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
  }

  private static func clauses(of text: String) -> [String] {
    text.split { ".!?;:,\n\r".contains($0) || $0.isNewline }
      .flatMap { $0.split(separator: " and ") }.flatMap { $0.split(separator: " then ") }
      .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
      .filter { !$0.isEmpty }
  }
}
