extension Condition {
  /// Whether a recipe does only what the request wants: its description, title or a keyword says
  /// so.
  /// - Parameter own: The recipe's description, in lower case.
  func isLimited(_ recipe: Recipe, saying own: String) -> Bool {
    let words = SearchWords.words(in: thing).filter { !Self.saysLittle($0) }
    guard !words.isEmpty, !words.allSatisfy({ RequestedForm.isStyle(Stemmer.stem($0)) }) else {
      return true
    }
    let declared = ([recipe.title] + recipe.keywords).joined(separator: " ")
    return Self.mentions(words, in: declared)
      || SearchWords.words(in: own).contains("only") && Self.mentions(words, in: own)
  }

  /// Whether a recipe says that something is absent: "no duplicates" for one whose results are
  /// unique.
  func isAbsent(fromRecipeSaying own: String) -> Bool {
    let words = SearchWords.words(in: thing).filter { !Self.saysLittle($0) }
    guard let first = words.first else { return true }
    let isOfLibraries = words.contains {
      ["library", "libraries", "dependencies", "packages"].contains($0)
    }
    if isOfLibraries { return true }
    let stem = Stemmer.stem(first)
    if ["duplic", "repeat", "repetit"].contains(where: stem.hasPrefix) {
      return ["unique", "distinct", "without repeat", "without duplicate", "duplicate", "once"]
        .contains(where: own.contains)
    }
    return ["no ", "not ", "without ", "except ", "excluding ", "ignoring "].contains {
      own.contains($0 + first)
    }
  }

  /// "Spaces matter", "the order doesn't matter".
  func matters(to recipe: Recipe, saying own: String) -> Bool {
    let said = thing.lowercased()
    let isNegated = said.contains("not") || said.contains("n't") || said.contains("n’t")
    guard said.contains("case") || said.contains("capital") else { return own.contains(said) }
    return isNegated == Self.foldsCase(recipe)
  }

  /// Whether it ignores the case of letters.
  static func foldsCase(_ recipe: Recipe) -> Bool {
    ["lower()", "casefold()", "upper()"].contains { recipe.source.contains($0) }
  }

  /// Whether each of the words occurs in a text, in any form.
  static func mentions(_ words: [String], in text: String) -> Bool {
    let known = Set(SearchWords.words(in: text).map(Stemmer.stem))
    return words.allSatisfy { known.contains(Stemmer.stem($0)) }
  }

  /// Words that are implied for Python code: "only the code, please".
  private static func saysLittle(_ word: String) -> Bool {
    SearchWords.stop.contains(word) || ofCode.contains(word)
  }

  private static let ofCode: Set<String> = [
    "code", "python", "standard", "library", "stdlib", "built", "builtin", "builtins", "ins",
    "basic", "plain",
    "pure", "module", "modules", "answer", "solution", "loop", "loops", "external", "third",
    "party", "ones",
  ]
}
