/// A recipe as search sees it: what it is, and which other words a request for it may contain.
struct RecipeEntry: Sendable {
  let recipe: Recipe
  /// The title, the name and each keyword, as stems: a request must contain all stems of at least
  /// one.
  let phrases: [Set<String>]
  /// Keywords that say what the recipe does without, in lower case: they only match verbatim.
  private let withouts: [String]
  /// All stems that a request for it may contain: from its title, name and tags, from keywords of
  /// one word, from its functions' names, arguments and first sentences, and from `also`. Longer
  /// keywords count as a whole or not at all: "sum of the two preceding numbers" does not make the
  /// recipe a sum of other things.
  let vocabulary: Set<String>
  /// Title, keywords and summaries in lower case.
  private let spoken: [String]
  /// The counts in its title and keywords, such as "two".
  let counts: Set<String>
  /// The distinguishing stems of the title, which are those that are not neutral.
  let title: Set<String>
  /// The stems of all words of the title.
  let titleWords: Set<String>
  /// The words of each function's description.
  let functions: FunctionWords
  /// Its title; see `RequestTopic.line`.
  private let titleLine: String
  /// Its keywords: in lower case, and as `RequestTopic.line`.
  private let keywords: [(text: String, line: String)]
  /// The names of its functions, as words, if there are several.
  private let functionNames: [String]
  /// The stems of participles such as "linked" in its title and keywords.
  private let participles: Set<String>
  /// The words of its title and keywords.
  private let known: Set<String>
  /// Its conversions: the stems on both sides of "to" in its title and keywords.
  let directions: Set<Direction>
  /// Whether it determines something ("is it a prime?") instead of making it.
  let isCheck: Bool
  /// Whether it works on words: "a word guessing game" is not one about numbers.
  let isOfText: Bool
  /// Whether it has functions besides those that determine something.
  let makes: Bool
  /// Whether it makes its result, instead of reading it from a text.
  let makesFromScratch: Bool

  init(_ recipe: Recipe) {
    self.recipe = recipe
    spoken = ([recipe.title] + recipe.keywords + recipe.summaries).map {
      $0.lowercased().replacing("_", with: " ")
    }
    titleLine = RequestTopic.line(of: recipe.title)
    keywords = recipe.keywords.map { ($0.lowercased(), RequestTopic.line(of: $0)) }
    functionNames = recipe.definitions.map { SearchWords.words(in: $0.name).joined(separator: " ") }
      .filter { name in
        name.contains(" ") && SearchWords.stems(in: name).contains { !SearchWords.isNeutral($0) }
      }
    let declared = [recipe.title, recipe.name.replacing("_", with: " ")] + recipe.keywords
    participles = Set(
      declared.flatMap { SearchWords.words(in: $0) }.filter { $0.hasSuffix("ed") }.map(
        SearchWords.stem))
    let isNegated = { (text: String) in SearchWords.withoutNegated(text) != text }
    withouts = declared.filter(isNegated).map { $0.lowercased() }
    phrases = declared.filter { !isNegated($0) }.flatMap(Self.variants).map {
      Set(SearchWords.stems(in: $0))
    }
    .filter { $0.count > 1 || $0.contains { !SearchWords.isNeutral($0) } }
    var vocabulary: Set<String> = []
    let single = recipe.keywords.filter { SearchWords.words(in: $0).count == 1 }
    for text in [recipe.title, recipe.name] + single + recipe.tags + recipe.also
      + recipe.summaries.map(SearchWords.withoutNegated)
    {
      vocabulary.formUnion(SearchWords.stems(in: text))
    }
    let isCounting = recipe.summaries.contains {
      $0.contains("how many") || $0.contains("number of") || $0.contains("how often")
    }
    if isCounting { vocabulary.insert(SearchWords.stem("count")) }
    self.vocabulary = vocabulary
    directions = Set(
      declared.flatMap { Direction.directions(in: $0) }
        + recipe.functions.flatMap {
          Direction.directions(in: $0.replacing("_", with: " "))
        })
    functions = FunctionWords(recipe)
    known = Set(
      ([recipe.title] + recipe.keywords + recipe.also).flatMap { SearchWords.words(in: $0) })
    let words = Set(SearchWords.words(in: recipe.title))
    title = Set(SearchWords.stems(in: recipe.title).filter { !SearchWords.isNeutral($0) })
    titleWords = Set(words.map(Stemmer.stem))
    isOfText = (spoken + recipe.tags).contains { line in
      ["word", "text", "string", "sentence", "letter", "phrase", "name"].contains(
        where: line.contains)
    }
    let declaredWords = declared.flatMap { SearchWords.words(in: $0) }
    counts = RequestTopic.counting.intersection(declaredWords)
    let finders = recipe.functions.filter(Recipe.isFinder)
    isCheck =
      !words.isDisjoint(with: ["check", "test", "validation", "valid"]) || !finders.isEmpty
    makes = recipe.functions.count > finders.count
    let own = (spoken + recipe.also).joined(separator: " ")
    makesFromScratch =
      ["generat", "random", "roll", "shuffl", "unique"].contains(where: own.contains)
      || RecipeArguments(recipe).areNumbers
  }

  /// "Prime numbers up to a limit (sieve)" also matches without the text in brackets.
  private static func variants(of phrase: String) -> [String] {
    guard let bracket = phrase.firstIndex(of: "(") else { return [phrase] }
    return [phrase, String(phrase[..<bracket])]
  }

  /// Whether this is its title or a keyword.
  func isCalled(_ name: String) -> Bool {
    let line = RequestTopic.line(of: name)
    return line.contains { $0.isLetter }
      && (titleLine == line || keywords.contains { $0.line == line })
  }

  /// The phrases that a request contains completely.
  func phrases(saidIn stems: Set<String>, _ topic: RequestTopic) -> [Set<String>] {
    phrases.filter { isSaid($0, in: stems) && isSpelled($0, in: stems, topic: topic) }
      + withouts.filter(topic.text.contains).map { Set(SearchWords.stems(in: $0)) }
      + functionsSaid(in: topic).map { Set(SearchWords.stems(in: $0)) }
  }

  /// "Links" does not ask for a linked list: if "linked" is the only distinguishing word, the
  /// request must contain it in this form.
  private func isSpelled(
    _ phrase: Set<String>, in stems: Set<String>, topic: RequestTopic
  ) -> Bool {
    let said = phrase.intersection(stems)
    guard said.count == 1, phrase.count > 1, let word = said.first, participles.contains(word)
    else {
      return true
    }
    return topic.spelled[word].map { !$0.hasSuffix("s") } ?? true
  }

  /// The number of words in its longest keyword that occurs verbatim in a text.
  func literalWords(in topic: RequestTopic) -> Int {
    let found = keywords.filter { topic.text.contains($0.text) || topic.line.contains($0.line) }
    return found.map { $0.text.split(separator: " ").count }.max() ?? 0
  }

  /// The functions whose names occur verbatim in the request and are distinctive enough.
  func functionsSaid(in topic: RequestTopic) -> [String] {
    functionNames.filter { topic.line.contains(" \($0) ") }
  }

  /// Whether the recipe's own description contains these words.
  func mentions(_ words: String) -> Bool {
    spoken.contains { $0.contains(words) }
  }

  /// Whether the recipe covers a thing that is selected by position or number.
  func mentions(_ pick: RequestTopic.Pick) -> Bool {
    pick.wordings.contains(where: mentions) || pick.mayStandAlone && known.contains(pick.word)
  }

  /// Whether a phrase matches. Neutral words of a phrase may be missing if it has others.
  func isSaid(_ phrase: Set<String>, in stems: Set<String>) -> Bool {
    let needed = phrase.filter(SearchWords.isNeeded)
    // "Combine" alone does not ask for merging sorted lists.
    if needed.count == 1, phrase.count > 1, let verb = needed.first,
      SearchWords.saysLittle(verb), phrase.subtracting(needed).isDisjoint(with: stems)
    {
      return false
    }
    return needed.allSatisfy(SearchWords.isNeutral)
      ? stems.isSuperset(of: phrase) : stems.isSuperset(of: needed)
  }
}
