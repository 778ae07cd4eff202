import Foundation

/// What a request says of the thing beside what it is, in words that search passes over because other requests
/// have them without meaning: "by name", "returns a string", "between two years". A recipe that doesn't say the
/// same of itself does it in another way.
struct Condition: Sendable, Equatable {
  /// In the words of the request.
  let text: String
  /// The part of it that the recipe has to have.
  private let thing: String
  private let kind: Kind

  private enum Kind: String, CaseIterable, Sendable {
    case words, way, kindOfResult, bound, range, clause, letterCase, count, input, shape, subject
    case negation, list, exactly, raising, deed, prohibition
    case exception, example, takes, parameters, signature, printing, ignoring, superlative,
      unsorted, commented

    /// The group that matches is what the recipe has to have.
    var pattern: String {
      switch self {
      case .words:
        #"\bbut\s+(?!not\b)([^.,;!?\n]{3,80})|\b((?:each|every|per)\s+(?:word|line|sentence|paragraph|row|column|file|day|name|digit|level|group)s?)\b|\b((?:round(?:s|ed|ing)?\s+to|best\s+of)\s+(?:\d+|one|two|three|four|five|six)(?:\s+(?:decimals?|digits|places))?)\b|\b((?:the\s+)?(?:\d+|two|three|four|five|ten)\s+(?:largest|smallest|biggest|longest|shortest|highest|lowest|decimals?)|(?:largest|smallest|biggest|longest|shortest|highest|lowest)\s+(?:\d+|two|three|four|five|ten))\b|\b(md5|sha-?1|sha-?512|sha-?3|blake2\w?|crc32|isbn-?1[03]|utf-?16|python\s*2|O\([^)\n]{1,20}\))"#
      case .way:
        #"(?<!\bstep )(?<!\bone )(?<!\bline )(?<!\bdivisible )(?<!\bdivided )\bby\s+(?!using\b|hand\b|default\b|means\b|itself\b|me\b|the\s+name\s+of\b|name\s+of\b)((?:(?:the|its|their|a|an)\s+)?(?:(?:given|certain|specific|specified|particular|chosen)\s+)?[a-z]{3,20})\b"#
      case .kindOfResult:
        #"\breturn(?:s|ing)?\s+(?:(?:it|them|the\s+result)\s+)?(?:as\s+)?(?:an?\s+|the\s+)?(string|str|list|tuple|set|dict|dictionary|integer|int|float|bool|boolean|generator|iterator|json)\b(?!\s+(?:of|is|has|are)\b)|\breturns?\s+((?:[01]|yes|no|'[^'\n]{0,20}'|"[^"\n]{0,20}")\s+or\s+\S+)"#
      case .bound:
        #"\b((?:up\s+to|below|under|less\s+than|at\s+most|no\s+more\s+than|until)\s+\w+)"#
      case .range:
        #"\b((?:between\s+\S+(?:\s+\S+){0,2}\s+and\s+\w+|between\s+(?:two|the)\s+\w+|from\s+(?:\d+|one|two|three|four|five|ten)\s+to\s+\w+))"#
      case .clause:
        #"(?:[,;]\s*(?:and\s+|but\s+)?|\braises?\s+(?:an?\s+)?\w+\s+|\breturns?\s+(?!true\b|false\b|whether\b)\S{1,20}(?:\s+\w{1,20}){0,2}?\s+)((?:if|when|unless)\s+[^.;!?\n]{3,80})"#
      case .letterCase: #"\b(case[- ]?(?:in)?sensitiv\w*|ignor\w+\s+(?:the\s+)?case)\b"#
      case .count:
        #"\b((?:three|four|five|six|several|multiple|many)\s+(?:numbers|integers|values|strings|words|lists|files|arguments|dictionaries|dicts))\b"#
      case .input:
        #"\b((?:from|on|via)\s+(?:stdin|standard\s+input|the\s+keyboard|keyboard)|asks?\s+(?:the\s+user|me|for)|prompts?\s+(?:the\s+user|me|for))\b"#
      case .shape:
        #"\b(?:as|write|create|make|implement|build)\s+(?:me\s+)?an?\s+(?:python\s+|simple\s+|small\s+)?(class|decorator|context\s+manager|generator|coroutine|one-?liner)\b|\b(in\s+(?:one|a\s+single|two|three|four|five|\d+)\s+lines?)\b"#
      case .subject: #"\b(numbers?|integers?)\b(?!\s+of\b)"#
      case .negation:
        #"\b(?:if|whether)\s+[^.,;!?\n]{1,40}?\b(?:is|are)\s+(not\s+(?:an?\s+|the\s+)?[a-z]+)"#
      case .list:
        #"\b(?:of|for|over|from|takes|accepts|given|validate|validates|convert|converts)\s+(an?\s+list\s+of\s+\w+)|\b((?:all|each|every)\s+(?:of\s+)?(?:the\s+)?\w+\s+(?:in|of)\s+(?:an?|the)\s+list)\b|\b(?:if|whether)\s+(an?\s+list)\s+is\b"#
      case .exactly:
        #"\b(\d+\s*[x×]\s*\d+)\b|\bwith\s+(\d+\s+and\s+\d+)\b|\bwith\s+(?:\d+|one|two|three|four|five|six)\s+(words|letters|digits|symbols|vowels|numbers)\b|\b(hh:mm(?::ss)?|mm:ss|(?:yyyy|yy)[-/.]mm[-/.]dd|dd[-/.]mm[-/.](?:yyyy|yy)|mm[-/.]dd[-/.](?:yyyy|yy)|(?:kebab|snake|camel|pascal|title|sentence)[- ]?case)\b|\bthat\s+((?:keeps|preserves)\s+(?!it\b|the\s+order)[a-z]+)\b"#
      case .prohibition:
        #"(?<!\bi )(?<!\bwe )(?<!\byou )(?<!\bif )\b((?:don['’]?t|do\s+not|must\s+not|mustn['’]?t|should\s+not|shouldn['’]?t|never)\s+(?!use\b|be\s+recurs|forget\b|worry\b|need\b|want\b|know\b|care\b|mind\b|explain\b|hesitate\b|have\b)[a-z]+(?:\s+[a-z]+){0,3})|\b((?:no|without)\s+(?:any\s+)?(?:type\s+hints?|docstrings?|comments?|imports?|doctests?|examples?))\b|\b(no\s+tests?)\b|\b((?:anything|everything|all)\s+(?:but|except)\s+[^.,;!?\n]{2,40})"#
      case .exception:
        #"\breturn(?:s|ing)?\s+((?:an?\s+)?\S{1,20}(?:\s+\w{1,20})?\s+(?:for|on|with|when\s+given)\s+(?:an?\s+|all\s+)?(?:empty|negative|missing|invalid|non-?\w+|zero|wrong|bad|odd|unknown)\b(?:\s+\w+)?)|(?:,|\band|\bor|\belse)\s+(?:returns?\s+)?((?:-?\d+|none|null|true|false|zero|an?\s+empty\s+\w+)\s+(?:if|when|for|on)\s+[^.,;!?\n]{3,60})"#
      case .example: #"\bas\s+([(+]?\d[\d()+:./ -]{3,24}\d)(?!\w)"#
      case .takes:
        #"\b(?:takes?|taking|accepts?|accepting|receives?|expects?|given)\s+(?:in\s+)?((?:an?|one|two|three|any\s+number\s+of)\s+(?:(?:python|nested|sorted|unsorted|flat)\s+)?(?:list|array|tuple|set|string|text|word|sentence|number|integer|int|float|dictionary|dictionarie|dict|argument|date)s?\b(?:\s+of\s+(?:list|dictionary|dictionarie|dict|tuple)s\b)?)"#
      case .parameters:
        #"\bwith\s+(?:an?\s+|the\s+)?(?:optional\s+)?(?:parameter|argument|flag|option)\s+(?!for\b|to\b|of\b|that\b)([a-z_]\w*)|\b(?:parameters?|arguments?)\s+(?:is\s+|be\s+|that\s+is\s+|should\s+be\s+)?(?:called|named)\s+([a-z_]\w*)"#
      case .signature:
        #"\b(?:function|method|def|routine)\s+`?[a-z_]\w*\(([^()\n]{1,80})\)"#
      case .ignoring:
        #"\b(?:ignoring|excluding|except(?:\s+for)?|skipping|disregarding|leaving\s+out)\s+(?!the\s+case\b|case\b)((?:the\s+|all\s+|any\s+)?[a-z][^.,;!?\n]{2,40})|\b((?:with|for|in)\s+\w+(?:\s+\w+)?\s+only)\b"#
      case .superlative:
        #"\b(largest|biggest|greatest|highest|longest|maximum|smallest|lowest|shortest|minimum|fewest)\b"#
      case .unsorted: #"\b(unsorted|not\s+sorted)\b"#
      case .commented: #"\b(with\s+(?:inline\s+)?comments|commented|in\s+a\s+class)\b"#
      case .printing: #"\b(?:that|which|and)\s+(prints?\s+(?!out\s+the\s+first)[^.,;!?\n]{2,60})"#
      case .raising: #"\brais(?:e|es|ing)\s+(?:an?\s+)?((?-i:[A-Z]\w*)(?:Error|Exception))\b"#
      case .deed:
        #"(?:,|\band|\bthen)\s+((?:use|call|run|try|test|apply)\s+it\s+(?:on|with|for)\s+[^.;!?\n]{1,40}|(?:show|print|give|tell)\s+(?:me\s+)?(?:the\s+)?results?\s+(?:for|of|with)\s+[^.;!?\n]{1,40}|print\s+(?:out\s+)?(?:the\s+)?\S*\d[^.;!?\n]{0,30})"#
      }
    }
  }

  private static let expressions: [(kind: Kind, expression: NSRegularExpression)] =
    Kind.allCases.compactMap { kind in
      (try? NSRegularExpression(pattern: "(?i)" + kind.pattern)).map { (kind, $0) }
    }

  static func all(in request: String) -> [Condition] {
    let whole = NSRange(request.startIndex..., in: request)
    // A script prints what the function returns.
    let printed = request.firstMatch(
      of: #/(?i)\b(?:scripts?|command[- ]line|programs?|cli|terminal|console)\b/#)
    return expressions.filter { $0.kind != .printing || printed == nil }.flatMap {
      kind, expression in
      expression.matches(in: request, range: whole).compactMap { match in
        let said = (1..<match.numberOfRanges).lazy.compactMap {
          Range(match.range(at: $0), in: request)
        }.first
        guard let said, let all = Range(match.range, in: request) else { return nil }
        // "raises an error if" belongs to what is before; "by" and "returns a" are of the thing.
        let isWhole = kind == .way || kind == .kindOfResult
        return Condition(
          text: String(request[isWhole ? all : said]), thing: String(request[said]), kind: kind)
      }
    }
  }

  /// Whether it is about what is done in some case, and names nothing that the thing has to be.
  var isOfCase: Bool { kind == .clause }

  /// Whether a recipe says of itself that it does this.
  func holds(of recipe: Recipe) -> Bool {
    let own = ([recipe.title] + recipe.keywords + recipe.also + recipe.summaries).joined(
      separator: "\n"
    )
    .lowercased()
    let spoken = Set(SearchWords.words(in: own))
    func owns(_ words: [String]) -> Bool {
      words.contains { $0.allSatisfy(\.isLetter) ? spoken.contains($0) : own.contains($0) }
    }
    switch kind {
    case .words: return recipe.says(text)
    case .way: return saysAll(of: own)
    case .kindOfResult: return resultFits(recipe)
    // "up to n times" of what has an argument for the times.
    case .bound where thing.lowercased().hasSuffix(" n") && recipe.also.contains("times"):
      return true
    case .bound:
      return !recipe.isTest
        && owns([
          "up to", "below", "under", "limit", "at most", "maximum", "upper", "stop", "first n",
        ])
    case .range where recipe.also.contains("between"): return saysAll(of: own)
    case .range:
      let both = owns(["between", "range", "start", "low", "lower", "minimum", "two"])
      let beginsAsUsual =
        thing.lowercased().contains("from 1 ") || thing.lowercased().contains("from one ")
      return !recipe.isTest && (both || beginsAsUsual && owns(["limit", "up to", "stop"]))
    case .clause: return recipe.says(text)
    case .letterCase:
      let folds = ["lower()", "casefold()", "upper()"].contains { recipe.source.contains($0) }
      return text.lowercased().contains("insens") || text.lowercased().hasPrefix("ignor")
        ? folds : !folds
    case .count: return owns(["list[", "sequence[", "iterable[", ": list", "*", "iterator["])
    case .input: return ["stdin", "input("].contains { recipe.source.contains($0) }
    case .shape: return hasShape(recipe)
    case .negation: return own.contains(thing.lowercased())
    case .list:
      let types = ["list", "sequence", "iterable", "collection", "iterator", "*"]
      return RecipeArguments(recipe).mention(types)
    case .exactly:
      return own.contains(thing.lowercased().replacing("-case", with: " case"))
        || thing.allSatisfy(\.isLetter) && recipe.says(thing)
    case .raising: return recipe.source.contains("raise \(thing)")
    case .deed, .prohibition: return false
    case .exception: return hasException(recipe, own)
    case .example: return Self.shapes(of: recipe.source).contains(Self.shape(of: thing))
    case .takes: return RecipeArguments(recipe).accept(thing)
    case .parameters: return RecipeArguments(recipe).include(thing)
    case .signature: return RecipeArguments(recipe).canBeCalled(with: thing)
    case .printing: return recipe.source.contains("print(")
    case .ignoring:
      let cases =
        #/(?:upper|lower|capital)(?:[- ]?case)?(?:\s*(?:\/|,|and|or)\s*(?:upper|lower)[- ]?(?:case)?)?/#
      return recipe.says(
        thing.lowercased().replacing(" only", with: "").replacing(cases, with: "case"))
    case .superlative: return owns(Self.sameSide(as: thing.lowercased()))
    case .unsorted: return !own.contains("sorted")
    case .commented:
      return thing.lowercased().hasSuffix("class")
        ? recipe.source.contains("class ") : recipe.source.contains("  # ")
    case .subject:
      // What sorts anything sorts numbers.
      let isOfText = ["str", "text", "word", "letter", "character"].contains(where: own.contains)
      return !isOfText
        || ["int", "float", "number", "digit", "integer", "complex", "decimal", "fraction"]
          .contains {
            (own + recipe.source.lowercased()).contains($0)
          }
    }
  }

  /// Words for the same end: the maximum is the largest.
  private static func sameSide(as word: String) -> [String] {
    let upper = [
      "largest", "biggest", "greatest", "highest", "longest", "maximum", "max", "most", "top",
      "best",
    ]
    let lower = ["smallest", "lowest", "shortest", "minimum", "min", "fewest", "least", "bottom"]
    return upper.contains(word) ? upper : lower
  }

  /// "-1 when it isn't there", "None for an empty list": it gives that, and speaks of the case where that has a name.
  private func hasException(_ recipe: Recipe, _ own: String) -> Bool {
    let cases = [
      "empty", "negative", "missing", "invalid", "zero", "wrong", "bad", "odd", "unknown",
    ]
    let value = Self.value(of: thing)
    let gives = own.contains(value) || recipe.source.lowercased().contains("return \(value)")
    return gives
      && SearchWords.words(in: thing).filter(cases.contains).allSatisfy { own.contains($0) }
  }

  /// "None" of "None for an empty list".
  private static func value(of thing: String) -> String {
    let words = thing.lowercased().split(separator: " ")
    return words.first { !["a", "an", "the"].contains($0) }.map(String.init) ?? ""
  }

  /// With all digits the same: "(123) 456-7890" is of the form of "(555) 010-9999".
  private static func shape(of text: String) -> String {
    String(text.map { $0.isNumber ? "9" : $0 })
  }

  /// Of what stands between quotation marks.
  private static func shapes(of source: String) -> Set<String> {
    Set(source.split { "\"'".contains($0) }.map { shape(of: String($0)) })
  }

  private func saysAll(of own: String) -> Bool {
    let known = Set(SearchWords.words(in: own).map(Stemmer.stem))
    return SearchWords.words(in: thing).filter { !Self.articles.contains($0) }
      .allSatisfy { known.contains(Stemmer.stem($0)) }
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
    case "decor", "conte": recipe.says(text)
    default: false
    }
  }

  private func resultFits(_ recipe: Recipe) -> Bool {
    guard let head = recipe.source.range(of: "def \(recipe.main)("),
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
      case "bool", "boolean": ["bool"]
      case "json": ["str"]
      case let other where other.contains(" or "): [other]
      default: ["iterator", "generator", "iterable"]
      }
    return names.contains(where: result.contains)
  }
}
