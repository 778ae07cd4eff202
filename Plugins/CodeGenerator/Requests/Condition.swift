import Foundation

/// A condition that a request adds to the thing it asks for, in words that search ignores because
/// other requests use them without meaning: "by name", "returns a string", "between two years". A
/// recipe whose description doesn't say the same does it in another way.
struct Condition: Sendable, Equatable {
  /// The condition in the words of the request.
  let text: String
  /// The part of it that the recipe must have.
  let thing: String
  let kind: Kind

  private static let expressions: [(kind: Kind, expression: NSRegularExpression)] =
    Kind.allCases.compactMap { kind in
      (try? NSRegularExpression(pattern: "(?i)" + kind.pattern)).map { (kind, $0) }
    }

  static func conditions(in request: String) -> [Condition] {
    let whole = NSRange(request.startIndex..., in: request)
    // A script prints the function's result.
    let printed = request.firstMatch(
      of: #/(?i)\b(?:scripts?|command[- ]line|programs?|cli|terminal|console)\b/#)
    return expressions.filter { $0.kind != .printing || printed == nil }.flatMap {
      kind, expression in
      expression.matches(in: request, range: whole).compactMap { match in
        let said = (1..<match.numberOfRanges).lazy.compactMap {
          Range(match.range(at: $0), in: request)
        }.first
        guard let said, let all = Range(match.range, in: request) else { return nil }
        // "raises an error if" belongs to the preceding words; "by" and "returns a" belong to the
        // thing.
        let isWhole = Self.wholes.contains(kind)
        let text = String(request[isWhole ? all : said]).trimmingCharacters(in: Self.ends)
        return Condition(text: text, thing: String(request[said]), kind: kind)
      }
    }
  }

  /// Kinds whose thing is meaningful only with the words around it: "no digits".
  private static let wholes: Set<Kind> = [.way, .kindOfResult, .only, .absence, .setting]
  private static let ends = CharacterSet(charactersIn: " ,;\t\n")

  /// Whether it specifies the behaviour in some case, and not a property of the thing itself.
  var isOfCase: Bool { kind == .clause }

  /// Whether a recipe's description meets the condition.
  /// - Parameter function: The recipe's function that the request is for.
  func holds(of recipe: Recipe, function: String) -> Bool {
    let own = ([recipe.title] + recipe.keywords + recipe.also + recipe.summaries).joined(
      separator: "\n"
    )
    .lowercased()
    let spoken = Set(SearchWords.words(in: own))
    func isOwn(_ words: [String]) -> Bool {
      words.contains { $0.allSatisfy(\.isLetter) ? spoken.contains($0) : own.contains($0) }
    }
    switch kind {
    case .words: return recipe.mentions(text)
    case .way: return saysAll(of: own)
    case .kindOfResult: return resultFits(recipe, function: function)
    // "up to n times" for a function with an argument for the number of times.
    case .bound where thing.lowercased().hasSuffix(" n") && recipe.also.contains("times"):
      return true
    case .bound:
      return !recipe.isTest
        && isOwn([
          "up to", "below", "under", "limit", "at most", "maximum", "upper", "stop", "first n",
        ])
    case .range where recipe.also.contains("between"): return saysAll(of: own)
    case .range:
      let both = isOwn(["between", "range", "start", "low", "lower", "minimum", "two"])
      let beginsAsUsual =
        thing.lowercased().contains("from 1 ") || thing.lowercased().contains("from one ")
      return !recipe.isTest && (both || beginsAsUsual && isOwn(["limit", "up to", "stop"]))
    case .clause: return recipe.mentions(text)
    case .letterCase:
      let folds = Self.foldsCase(recipe)
      return text.lowercased().contains("insens") || text.lowercased().hasPrefix("ignor")
        ? folds : !folds
    case .count: return isOwn(["list[", "sequence[", "iterable[", ": list", "*", "iterator["])
    case .input: return ["stdin", "input("].contains { recipe.source.contains($0) }
    case .shape: return hasShape(recipe)
    case .negation: return own.contains(thing.lowercased())
    case .list:
      let types = ["list", "sequence", "iterable", "collection", "iterator", "*"]
      return RecipeArguments(recipe, of: function).mention(types)
    case .exactly:
      return own.contains(thing.lowercased().replacing("-case", with: " case"))
        || thing.allSatisfy(\.isLetter) && recipe.mentions(thing)
    case .raising: return recipe.source.contains("raise \(thing)")
    case .deed, .prohibition: return false
    case .exception: return hasException(recipe, own: own)
    case .example: return Self.shapes(of: recipe.source).contains(Self.shape(of: thing))
    case .takes: return RecipeArguments(recipe).accept(thing)
    case .parameters: return RecipeArguments(recipe).include(thing)
    case .signature: return RecipeArguments(recipe).canBeCalled(with: thing)
    case .printing: return recipe.source.contains("print(")
    case .ignoring:
      let cases =
        #/(?:upper|lower|capital)(?:[- ]?case)?(?:\s*(?:\/|,|and|or)\s*(?:upper|lower)[- ]?(?:case)?)?/#
      return recipe.mentions(
        thing.lowercased().replacing(" only", with: "").replacing(cases, with: "case"))
    case .superlative: return isOwn(Self.sameSide(as: thing.lowercased()))
    case .only: return isLimited(recipe, saying: own)
    case .absence: return isAbsent(fromRecipeSaying: own)
    case .mattering: return matters(to: recipe, saying: own)
    case .setting:
      return RecipeArguments(recipe, of: function).include(String(thing.prefix { $0 != " " }))
    case .separator:
      let arguments = RecipeArguments(recipe, of: function)
      return ["delimiter", "separator", "sep"].contains(where: arguments.include)
        || saysAll(of: own)
    case .unsorted: return !own.contains("sorted")
    case .commented:
      return thing.lowercased().hasSuffix("class")
        ? recipe.source.contains("class ") : recipe.source.contains("  # ")
    case .descending, .ends, .yields, .means, .raisingFor, .manyThings, .givenAs, .allOf,
      .functions,
      .results, .identifier, .givenThing, .repeated:
      return isKept(by: recipe, function: function, saying: own)
    case .subject:
      // A function that sorts anything also sorts numbers.
      let isOfText = ["str", "text", "word", "letter", "character"].contains(where: own.contains)
      return !isOfText
        || ["int", "float", "number", "digit", "integer", "complex", "decimal", "fraction"]
          .contains {
            (own + recipe.source.lowercased()).contains($0)
          }
    }
  }

  /// Words for the same extreme: the maximum is the largest.
  private static func sameSide(as word: String) -> [String] {
    let upper = [
      "largest", "biggest", "greatest", "highest", "longest", "maximum", "max", "most", "top",
      "best",
    ]
    let lower = ["smallest", "lowest", "shortest", "minimum", "min", "fewest", "least", "bottom"]
    return upper.contains(word) ? upper : lower
  }

  /// "-1 when it isn't there", "None for an empty list": the recipe returns that value, and
  /// mentions the case if the case has a name.
  private func hasException(_ recipe: Recipe, own: String) -> Bool {
    let cases = [
      "empty", "negative", "missing", "invalid", "zero", "wrong", "bad", "odd", "unknown",
    ]
    let value = Self.value(of: thing)
    let gives = own.contains(value) || recipe.source.lowercased().contains("return \(value)")
    return gives
      && SearchWords.words(in: thing).filter(cases.contains).allSatisfy { own.contains($0) }
  }

  /// "None" in "None for an empty list".
  private static func value(of thing: String) -> String {
    let words = thing.lowercased().split(separator: " ")
    return words.first { !["a", "an", "the"].contains($0) }.map(String.init) ?? ""
  }

  /// The text with all digits made equal: "(123) 456-7890" has the same form as "(555) 010-9999".
  private static func shape(of text: String) -> String {
    String(text.map { $0.isNumber ? "9" : $0 })
  }

  /// The forms of all quoted texts.
  private static func shapes(of source: String) -> Set<String> {
    Set(source.split { "\"'".contains($0) }.map { shape(of: String($0)) })
  }

  private func saysAll(of own: String) -> Bool {
    Self.mentions(SearchWords.words(in: thing).filter { !Self.articles.contains($0) }, in: own)
  }

  private static let articles: Set<String> = [
    "the", "its", "their", "a", "an", "given", "certain", "specific", "specified", "particular",
    "chosen",
  ]

  private func hasShape(_ recipe: Recipe) -> Bool {
    switch text.lowercased().prefix(5) {
    case "class": recipe.source.contains("class \(recipe.main)")
    case "gener": recipe.source.contains("yield")
    case "corou": recipe.source.contains("async def")
    case "decor", "conte": recipe.mentions(text)
    default: false
    }
  }

  private func resultFits(_ recipe: Recipe, function: String) -> Bool {
    guard let head = recipe.source.range(of: "def \(function)("),
      let arrow = recipe.source[head.upperBound...].range(of: "->")
    else { return true }
    let result = recipe.source[arrow.upperBound...].prefix { $0 != ":" }.lowercased()
    let names =
      switch thing.lowercased() {
      case "string", "str": ["str"]
      case "list": ["list", "sequence"]
      case "tuple": ["tuple"]
      case "set": ["set"]
      case "dict", "dictionary": ["dict", "mapping", "counter"]
      case "integer", "int": ["int"]
      case "float": ["float"]
      case "number": ["int", "float", "decimal"]
      case "bool", "boolean": ["bool"]
      case "json": ["str"]
      case let other where other.contains(" "): [other]
      default: ["iterator", "generator", "iterable"]
      }
    return names.contains(where: result.contains)
  }
}
