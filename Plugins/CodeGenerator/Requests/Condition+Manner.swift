extension Condition {
  /// Whether a recipe meets a condition about the order, the means, or the number of things.
  /// - Parameter own: The recipe's description, in lower case.
  func isKept(by recipe: Recipe, function: String, saying own: String) -> Bool {
    let arguments = RecipeArguments(recipe, of: function)
    let result = FunctionResult(of: function, in: recipe)
    switch kind {
    case .descending:
      return ["descend", "decreas", "reverse", "largest first", "highest first"]
        .contains(where: own.contains)
    case .ends: return own.contains(thing.lowercased().dropFirst("from ".count))
    case .yields:
      return recipe.source.contains("yield")
        || ["generator", "generat", "random", "unique"].contains(where: own.contains)
    case .means: return isUsed(by: recipe)
    case .raisingFor: return recipe.mentions(thing)
    case .manyThings: return arguments.takesMany
    case .givenAs: return arguments.mention(["str", "text"])
    case .allOf, .results: return result.isSeveral
    case .functions: return Self.number(thing) <= recipe.definitions.count
    case .identifier:
      return Identifiers.identifiers(in: recipe.source).contains(thing)
        || (own + recipe.source).contains(thing.replacing("_", with: " "))
    case .givenThing: return arguments.count > 1
    case .repeated: return recipe.mentions(text)
    default: return true
    }
  }

  /// "Using bisect", "using math.factorial": a module or a member of it must be used; anything else
  /// must be mentioned.
  private func isUsed(by recipe: Recipe) -> Bool {
    let parts = thing.lowercased().split(separator: ".").map(String.init)
    let word = parts[0]
    if parts.count == 1 {
      let stem = SearchWords.stem(word)
      if SearchWords.stop.contains(word) || SearchWords.isNeutral(stem)
        || RequestedForm.isStyle(stem)
      {
        return true
      }
      if !Self.modules.contains(word) {
        let spoken = recipe.also + recipe.tags
        return recipe.mentions(word) || Self.mentions([word], in: spoken.joined(separator: " "))
      }
    }
    let used = Set(Identifiers.identifiers(in: recipe.source))
    return parts.allSatisfy(used.contains)
  }

  /// The modules of the standard library that are named after what they do.
  private static let modules: Set<String> = [
    "array", "bisect", "calendar", "collections", "csv", "datetime", "decimal", "enum", "fractions",
    "functools", "glob", "hashlib", "heapq", "itertools", "json", "math", "operator", "os",
    "pathlib",
    "queue", "random", "re", "secrets", "shutil", "sqlite3", "statistics", "string", "struct",
    "subprocess", "textwrap", "time", "typing", "uuid", "zipfile",
  ]

  private static func number(_ text: String) -> Int {
    let word = text.lowercased().prefix { $0 != " " }
    let words = ["one", "two", "three", "four", "five", "six"]
    return words.firstIndex(of: String(word)).map { $0 + 1 } ?? Int(word) ?? 1
  }
}
