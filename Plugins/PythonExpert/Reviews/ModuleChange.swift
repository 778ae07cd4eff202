/// A change to a module that a request can name and that can be made without a model.
enum ModuleChange: Sendable, Equatable {
  case errorHandling
  case logging
  case docstrings
  case typeHints
  case tests
  /// - Parameter old: Nil: the module's only function or class.
  case rename(old: String?, new: String)

  /// Its name in changes.py.
  var name: String {
    switch self {
    case .errorHandling: "error_handling"
    case .logging: "logging"
    case .docstrings: "docstrings"
    case .typeHints: "type_hints"
    case .tests: "tests"
    case .rename: "rename"
    }
  }

  /// Its name for people.
  var spelled: String {
    switch self {
    case .errorHandling: "error handling"
    case .logging: "logging"
    case .docstrings: "docstrings"
    case .typeHints: "type hints"
    case .tests: "tests"
    case .rename(let old, let new): "rename \(old ?? "it") to \(new)"
    }
  }

  /// Whether a module has the new name and not the old one.
  func isMade(in module: SubmittedModule) -> Bool {
    guard case .rename(let old?, let new) = self else { return false }
    return module.definitions.contains(new) && !module.definitions.contains(old)
  }

  /// The known changes, for a user who asked for something else.
  static let known =
    "error handling (argument checks), logging, docstrings, type hints that follow from defaults and "
    + "results, tests made of the doctests, and another name (\"rename f to g\")"

  private static let phrases: [(change: ModuleChange, words: [String])] = [
    (
      .errorHandling,
      [
        "error handling", "handle error", "handle exception", "handling of error", "type check",
        "argument check", "validat", "exception", "robust",
        "check the arguments", "check its arguments",
      ]
    ),
    (.logging, ["logging", "log ", "logs"]),
    (.docstrings, ["docstring", "document it", "document this", "document the", "document my"]),
    (.typeHints, ["type hint", "type annotation", "annotat", "typing"]),
    (
      .tests,
      ["unit test", "tests for", "test case", "unittest", "pytest", "write tests", "add tests"]
    ),
  ]

  /// The changes that a clause asks for.
  static func changes(in clause: String) -> [ModuleChange] {
    if let rename = rename(in: clause) { return [rename] }
    let text = clause.lowercased() + " "
    // Docstrings can be added to functions and classes, but not to the module.
    if text.contains(
      /\b(?:module|file)(?:-level)?\s+docstring|docstring (?:for|to|of) the (?:module|file)\b/)
    {
      return []
    }
    return phrases.filter { $0.words.contains(where: text.contains) }.map(\.change)
  }

  /// Whether a clause begins with the name of a change: "error handling, please".
  static func isNamedFirst(in clause: String) -> Bool {
    ["error handling", "handle error", "test case"].contains {
      clause.lowercased().hasPrefix($0)
    }
  }

  /// Whether a word begins a separate wish.
  static func isVerbOfWish(_ word: String) -> Bool {
    [
      "add", "write", "make", "put", "insert", "include", "give", "create", "generate", "document",
      "annotate", "rename", "keep", "review", "check", "test", "fix", "remove", "delete", "drop",
      "strip", "replace",
    ].contains(word)
  }

  /// The names in a rename, split as `ChangeWords` does.
  var names: [String] {
    guard case .rename(let old, let new) = self else { return [] }
    return [old, new].compactMap { $0?.lowercased() }
  }

  /// "h to i", after another rename.
  static func nextRename(in clause: String) -> ModuleChange? {
    let words = clause.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.count == 3, ["to", "into", "as"].contains(words[1].lowercased()),
      [words[0], words[2]].allSatisfy(isName)
    else { return nil }
    return .rename(old: words[0], new: words[2])
  }

  private static func isName(_ word: String) -> Bool {
    word.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5a).contains($0 & 0xdf) || $0 == 0x5f
    }
  }

  /// "Call it from bash", "call it with two numbers".
  private static let notNames: Set<String> = [
    "from", "with", "in", "on", "at", "by", "as", "when", "if", "and", "or", "for", "again",
    "several",
    "directly", "twice", "once", "every", "like", "without", "inside", "a", "an", "the",
  ]

  private static let ofModules: Set<String> = [
    "it", "this", "that", "the", "my", "our", "function", "class", "method", "variable", "module",
    "file", "code",
    "script", "program", "here", "in", "of", "inside", "from", "within",
  ]

  /// Whether it refers to something inside a function or class: "the variable t in total", "the
  /// parameter a".
  private static func isInside(_ words: ArraySlice<String>) -> Bool {
    let kinds: Set = [
      "parameter", "parameters", "argument", "arguments", "attribute", "field", "local", "import",
    ]
    if words.contains(where: kinds.contains) { return true }
    guard
      let place = words.firstIndex(where: { ["in", "of", "inside", "from", "within"].contains($0) })
    else {
      return false
    }
    return !words[place...].allSatisfy(ofModules.contains)
  }

  /// "rename f to g", "rename it to g", "call it g".
  private static func rename(in clause: String) -> ModuleChange? {
    let words = clause.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
    let lower = words.map { $0.lowercased() }
    if let verb = lower.firstIndex(of: "rename"),
      let to = lower[verb...].firstIndex(where: { ["to", "into", "as"].contains($0) }),
      to + 1 < words.count
    {
      let thing = verb + 1..<to
      guard !isInside(lower[thing]) else { return nil }
      let old = thing.filter { !ofModules.contains(lower[$0]) }.map { words[$0] }.last
      return .rename(old: old, new: words[to + 1])
    }
    // "It should be called g".
    if let called = lower.indices.last(where: {
      $0 > 0 && ["called", "named"].contains(lower[$0]) && lower[$0 - 1] == "be"
    }), called + 1 < words.count, lower.prefix(called).contains("should") {
      return .rename(old: nil, new: words[called + 1])
    }
    guard let it = lower.firstIndex(of: "it"), it > 0, ["call", "name"].contains(lower[it - 1]),
      it + 1 < words.count, !notNames.contains(lower[it + 1])
    else { return nil }
    return .rename(old: nil, new: words[it + 1])
  }
}

/// The answer of changes.py.
struct ChangedModule: Decodable, Sendable {
  /// Why nothing was changed.
  let error: String?
  let source: String?
  let done: [String]?
  /// Places where the requested change was not possible.
  let left: [String]?
}
