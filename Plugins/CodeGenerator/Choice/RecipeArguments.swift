/// The arguments of a recipe's functions.
struct RecipeArguments {
  /// The text between the parentheses of each public top-level function, in lower case.
  private let heads: [String]
  /// That of the function that the request is for.
  private let main: String?

  /// - Parameter function: The function that the request is for; nil: the main one.
  init(_ recipe: Recipe, of function: String? = nil) {
    func signature(of name: String) -> String? {
      guard let start = recipe.source.range(of: "def \(name)(")?.upperBound else { return nil }
      let rest = recipe.source[start...]
      return rest[..<(rest.range(of: ") ->")?.lowerBound ?? rest.endIndex)].lowercased()
    }
    heads = recipe.definitions.compactMap { signature(of: $0.name) }
    main = signature(of: function ?? recipe.main)
  }

  /// Whether a function accepts what a request says it takes: "a list of dictionaries", "two
  /// dates". Types that are unknown for a class count as accepted.
  func accept(_ thing: String) -> Bool {
    guard !heads.isEmpty else { return true }
    let words = thing.lowercased().split(separator: " ").map(String.init)
    guard let types = words.lazy.compactMap(Self.types).first else { return true }
    let least = words.contains("two") ? 2 : words.contains("three") ? 3 : 1
    return heads.contains { head in
      if words.starts(with: ["any", "number"]) || least > 2 {
        return head.contains("*") || Self.isList(head)
      }
      if words.contains("of"), let inner = words.last.flatMap(Self.types) {
        return Self.isList(head)
          && (inner.contains(where: head.contains) || head.hasSuffix(": list"))
      }
      let parts = Self.parts(head)
      return parts.count { part in types.contains(where: part.contains) } >= least
        || least > 1 && (Self.isList(head) || head.contains("*"))
    }
  }

  /// Whether one of these types occurs in the main function's signature; always true for a class.
  func mention(_ types: [String]) -> Bool {
    main.map { head in types.contains(where: head.contains) } ?? true
  }

  /// Whether the main function takes only numbers, or nothing.
  var areNumbers: Bool {
    guard let main else { return false }
    return Self.parts(main).allSatisfy { part in
      [": int", ": float"].contains(where: part.contains)
    }
  }

  /// Whether the main function has an argument of that name.
  func include(_ name: String) -> Bool {
    main.map { Self.parts($0).map(Self.argumentName).contains(name.lowercased()) } ?? true
  }

  /// Whether the main function can be called with as many arguments as "a, b" or "text: str" has.
  func canBeCalled(with arguments: String) -> Bool {
    guard let main else { return true }
    let (wanted, own) = (Self.parts(arguments).count, Self.parts(main))
    let least = own.count { !$0.contains("=") && !$0.contains("*") }
    return least <= wanted && (wanted <= own.count || main.contains("*"))
  }

  /// The names of the main function's optional arguments.
  var options: [String] {
    (main.map(Self.parts) ?? []).filter { $0.contains("=") }.map(Self.argumentName)
  }

  /// The number of the main function's arguments; a class counts as having enough.
  var count: Int { main.map { Self.parts($0).count } ?? .max }

  /// Whether the main function takes any number of lists or the like.
  var takesMany: Bool {
    guard let main else { return true }
    let kinds = ["list", "sequence", "iterable", "dict", "mapping", "set"]
    return main.contains("*") || kinds.contains { main.contains("[\($0)") }
  }

  /// What annotations for this kind of argument contain; nil if the word is not a kind of argument.
  private static func types(of word: String) -> [String]? {
    switch word.hasSuffix("s") ? String(word.dropLast()) : word {
    case "list", "array":
      ["list", "sequence", "iterable", "iterator", "collection", "*", "matrix", "grid"]
    case "tuple": ["tuple", "sequence", "iterable"]
    case "set": ["set", "iterable"]
    case "string", "text", "word", "sentence": [": str", "path"]
    case "number", "integer", "int", "float":
      [": int", ": float", ": complex", ": decimal", ": fraction", ": union"]
    case "dictionary", "dictionarie", "dict": ["dict", "mapping", "counter"]
    case "date": ["date", ": str"]
    case "argument": [":"]
    default: nil
    }
  }

  private static func isList(_ head: String) -> Bool {
    types(of: "list")?.contains(where: head.contains) ?? false
  }

  /// Splits at the commas outside brackets.
  private static func parts(_ head: String) -> [String] {
    var parts = [""]
    var depth = 0
    for character in head {
      if "[({".contains(character) { depth += 1 }
      if "])}".contains(character) { depth -= 1 }
      if character == ",", depth == 0 {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts.filter { $0.contains { !$0.isWhitespace } }
  }

  private static func argumentName(in part: String) -> String {
    String(
      part.drop { $0.isWhitespace || $0 == "*" }.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
  }
}
