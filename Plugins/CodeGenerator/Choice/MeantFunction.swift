/// Chooses the function or class of a recipe that a request is for.
///
/// A function's name contains words that distinguish it from the others in its module: "second" in
/// second_largest. If a request does not contain them, it does not ask for that function.
struct MeantFunction {
  private let recipe: Recipe
  /// What the request wants, as stems.
  private let said: Set<String>
  /// What it excludes.
  private let unwanted: Set<String>
  private let text: String
  /// See `RequestTopic.line`.
  private let line: String
  private let topic: RequestTopic

  init(_ recipe: Recipe, for topic: String) {
    self.recipe = recipe
    text = topic
    self.topic = RequestTopic(topic)
    line = self.topic.line
    let positive = Self.withoutExcluded(topic, names: recipe.definitions.map(\.name))
    let words = SearchWords.words(in: positive)
    let own = Set(words.map(Stemmer.stem))
    let digits = positive.split { !$0.isNumber }.map(String.init)
    said = own.union(Self.implied(by: words)).union(digits)
    unwanted = Set(SearchWords.words(in: topic).map(Stemmer.stem)).subtracting(own)
      .filter { !SearchWords.stop.contains($0) }
  }

  /// Nil if no function fits better than all others.
  var name: String? {
    let definitions = recipe.definitions
    guard definitions.count > 1 else { return definitions.first?.name ?? recipe.main }
    let (wanted, result) = (topic.ways, topic.asked)
    // If several functions are named, none of them alone is the answer.
    let literal = definitions.map(\.name).filter(isLiteral)
    let alone = literal.filter { name in !literal.contains { $0 != name && $0.contains(name) } }
    if wanted.needsBoth(of: recipe) { return nil }
    if let only = alone.first, alone.count == 1, asksNothingElse(than: only) { return only }
    if alone.count > 1 { return nil }
    let names = definitions.map { Self.words(of: $0.name) }
    let shared = names.dropFirst().reduce(names[0]) { $0.intersection($1) }
    let title = Self.stems(recipe.title)
    let runs = definitions.map {
      SharedWords.longestRun(of: line, $0.summary, besides: recipe.title)
    }
    let candidates = definitions.indices.filter {
      wanted.agreement(of: definitions[$0].name, in: recipe) != .opposite
        && result.isResult(of: definitions[$0].name, in: recipe)
    }.map { index in
      let definition = definitions[index]
      let telling = names[index].subtracting(shared)
      let missing = telling.filter { !isSaid($0) }
      // "The second smallest number" is not matched by "smallest number".
      let summary = Set(SearchWords.words(in: definition.summary).map(Stemmer.stem))
      let isQuoted =
        runs[index] > 1 && runs.count { $0 >= runs[index] } == 1
        && missing.isDisjoint(with: summary)
      let isMeant =
        !Self.negated(in: definition.summary).isDisjoint(with: unwanted)
        || wanted.agreement(of: definition.name, in: recipe) == .same
        || hasOption(of: definition.name)
      let isShort = SharedWords.isShort(for: definition.name, in: line)
      let bonus =
        (missing.isEmpty && !telling.isEmpty ? 1 : 0) - missing.count + (isMeant ? 6 : 0)
        + (isQuoted ? 3 : 0) + (isShort ? 2 : 0)
        // In "row of Pascal's triangle", "row" is meant literally, while "triangle" is part of the
        // title.
        + (missing.isEmpty && !telling.isSubset(of: title) ? 1 : 0)
      return Candidate(
        name: definition.name, coverage: coverage(of: definition),
        bonus: bonus + directionScore(of: definition),
        missing: isMeant || isQuoted || isShort ? [] : missing)
    }
    return bestName(of: candidates)
  }

  private struct Candidate {
    let name: String
    let coverage: Int
    let bonus: Int
    /// The distinguishing words of its name that the request does not contain.
    let missing: Set<String>

    var score: Int { coverage + bonus }
  }

  private func bestName(of candidates: [Candidate]) -> String? {
    guard let most = candidates.map(\.score).max() else { return nil }
    let first = candidates.filter { $0.score == most }
    // Among the best, only those whose distinguishing words are all in the request.
    let fitting = first.filter { isAllowed($0, among: candidates) }
    if fitting.count == 1 { return fitting[0].name }
    let literal = fitting.filter { isLiteral($0.name) }
    if literal.count == 1 { return literal[0].name }
    return fitting.contains { $0.name == recipe.main } ? recipe.main : nil
  }

  /// Whether the request contains all distinguishing words of its name, or it is the main function
  /// and is described in other words.
  private func isAllowed(_ candidate: Candidate, among all: [Candidate]) -> Bool {
    let others = all.filter { $0.name != candidate.name }.map(\.coverage).max() ?? 0
    if candidate.missing.isEmpty { return true }
    if candidate.missing.allSatisfy(Self.isCommon) { return candidate.coverage > others }
    guard candidate.name == recipe.main else { return false }
    let title = Self.stems(recipe.title)
    let isOfTitle =
      candidate.missing.isSubset(of: title)
      && all.allSatisfy { $0.name == candidate.name || $0.missing.isDisjoint(with: title) }
    return isOfTitle && candidate.coverage >= others || isTitleSaid
      || candidate.coverage > others
  }

  /// Whether the request contains all words of the recipe's title.
  var isTitleSaid: Bool { Self.stems(recipe.title).isSubset(of: said.union(unwanted)) }

  /// How many words of the request occur in a function's description; distinguishing words count
  /// twice.
  private func coverage(of definition: (name: String, summary: String)) -> Int {
    let isOfFile = RecipeArguments(recipe, of: definition.name).mention([": path"])
    let own = SearchWords.stems(
      in: definition.name.replacing("_", with: " ") + " " + definition.summary
        + (isOfFile ? " file" : ""))
    // A request that mentions a file wants the function that opens it.
    let opens = isOfFile && said.contains(Stemmer.stem("file")) ? 1 : 0
    return opens + Set(own.map(SearchWords.plain)).intersection(said).count { $0.count > 1 }
      + Set(own.filter { !SearchWords.isNeutral($0) }).intersection(said).count
  }

  /// Points for a matching direction, such as "from roman" or "to camel case", and for a test if a
  /// test is asked for.
  private func directionScore(of definition: (name: String, summary: String)) -> Int {
    let own = Direction.sides(in: definition.summary)
    let way = Direction.sides(in: text).reduce(0) { sum, way in
      sum + 4 * way.score(ofName: definition.name) + 2 * own.reduce(0) { $0 + way.score(of: $1) }
    }
    guard Recipe.isFinder(definition.name) else { return way }
    // A function that checks things does not create them.
    return way + (topic.wantsCheck ? 3 : topic.wantsMaking ? -6 : 0)
  }

  /// Whether a name of several words occurs verbatim in the request.
  private func isLiteral(_ name: String) -> Bool {
    let words = RequestTopic.line(of: name.replacing("_", with: " "))
    return words.split(separator: " ").count > 1 && line.contains(words)
  }

  /// Whether the request contains nothing but a name.
  private func asksNothingElse(than name: String) -> Bool {
    Self.stems(text).isSubset(of: Self.stems(name.replacing("_", with: " ")))
  }

  /// Whether the request mentions an optional argument of a function: "the top ten".
  private func hasOption(of function: String) -> Bool {
    RecipeArguments(recipe, of: function).options.contains { option in
      let words = SearchWords.words(in: option.replacing("_", with: " "))
      return words.allSatisfy {
        said.contains(Stemmer.stem($0)) && !SearchWords.neutral.contains($0)
      }
    }
  }

  /// Whether the stem belongs to a word with little meaning, such as "sequence".
  private static func isCommon(_ stem: String) -> Bool { commonStems.contains(stem) }

  private static let commonStems = Set(SearchWords.neutral.map(Stemmer.stem))

  /// A number in a name describes the result: "to 24 hours" asks for "to_24_hours".
  private func isSaid(_ word: String) -> Bool {
    guard word.first?.isNumber == true, let to = text.range(of: " to ") else {
      return said.contains(word)
    }
    return text[to.upperBound...].split { !$0.isNumber }.contains { $0 == word }
      || !text.contains(word) && text[..<to.lowerBound].contains { $0.isNumber }
  }

  /// Words of a name that carry no meaning.
  private static let small: Set<String> = [
    "is", "are", "has", "to", "from", "of", "in", "on", "by", "and", "or", "a", "as", "the", "for",
    "get",
  ]

  private static func words(of name: String) -> Set<String> {
    let spoken = name.replacing("_", with: " ")
    let words = SearchWords.words(in: spoken).filter { !small.contains($0) }.map(Stemmer.stem)
    return Set(
      words + spoken.split(separator: " ").map(String.init).filter { $0.allSatisfy(\.isNumber) })
  }

  private static func stems(_ text: String) -> Set<String> {
    Set(SearchWords.stems(in: text).filter { !SearchWords.isNeutral($0) })
  }

  /// "No weekends", "without duplicates".
  private static func negated(in summary: String) -> Set<String> {
    stems(summary).subtracting(stems(SearchWords.withoutNegated(summary)))
  }

  /// What a function removes is not part of its result, unless the function is named after it.
  private static func withoutExcluded(_ text: String, names: [String]) -> String {
    let named = Set(names.flatMap { SearchWords.words(in: $0) })
    let positive = exclusion.replaced(in: text, with: " ")
    guard named.isDisjoint(with: ["remove", "without", "delete"]) else { return positive }
    return removal.replaced(in: positive, with: " ")
  }

  private static let exclusion = Pattern(
    #"\b(?:excluding|except|ignoring|skipping|no|not)\b[^.,;:)\n]*"#)
  private static let removal = Pattern(
    #"\b(?:without|(?:remov|delet)(?:es?|ing)|drops?|dropping|gets?\s+rid\s+of)\s+(?:(?:all|any|the)\s+)*\w+"#
  )

  /// Synonyms for words of requests.
  private static let same: [[String]] = [
    ["largest", "biggest", "greatest", "highest", "maximum", "max"],
    ["smallest", "lowest", "least", "minimum", "min", "fewest"],
    ["count", "number", "many", "counting", "counts"],
    ["sum", "total", "add"], ["text", "string"], ["link", "links", "url", "urls"],
  ]

  private static func implied(by words: [String]) -> Set<String> {
    Set(same.filter { group in group.contains(where: words.contains) }.joined().map(Stemmer.stem))
  }
}
