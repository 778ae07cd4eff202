/// A recipe as the search sees it: by what it is, and by what it is allowed to be asked with.
struct RecipeEntry: Sendable {
  let recipe: Recipe
  /// The title, the name and each keyword, as stems: one of them has to be in a request, whole.
  let phrases: [Set<String>]
  /// Keywords that say what it is without, in lower case: they count only as they stand.
  private let withouts: [String]
  /// All stems that may be said of it: of its title, name and tags, of keywords of one word, and of its
  /// functions' names, arguments and first sentences, and the words that it may be asked with. Longer keywords count as a whole or not at all:
  /// "sum of the two preceding numbers" does not make a sum of what else there is.
  let vocabulary: Set<String>
  /// Title, keywords and summaries in lower case.
  private let spoken: [String]
  /// How many things its title and keywords say that it is about.
  let counts: Set<String>
  /// What tells the title from others: its stems that are not neutral.
  let title: Set<String>
  /// The stems of all words of the title.
  let titleWords: Set<String>
  /// What each of its functions says of itself.
  let functions: FunctionWords
  /// Its title, as `RequestTopic.line`.
  private let titleLine: String
  /// Its keywords: in lower case, and as `RequestTopic.line`.
  private let keywords: [(text: String, line: String)]
  /// The names of its functions, as words, of those that have several.
  private let functionNames: [String]
  /// Stems of words such as "linked" of what it calls itself.
  private let participles: Set<String>
  /// Words that stand in what it is known by.
  private let known: Set<String>
  /// What it makes of what: the stems on both sides of "to" in what it calls itself.
  let directions: Set<Direction>
  /// Whether it finds something out ("is it a prime?") instead of making it.
  let isCheck: Bool
  /// Whether it works on words: "a word guessing game" is none of numbers.
  let isOfText: Bool
  /// Whether it has functions besides those that find something out.
  let makes: Bool
  /// Whether it makes what it returns, instead of reading it out of a text.
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

  /// "Prime numbers up to a limit (sieve)" goes without what stands in brackets too.
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

  /// The phrases that stand in a request, whole.
  func phrases(saidIn stems: Set<String>, _ topic: RequestTopic) -> [Set<String>] {
    phrases.filter { isSaid($0, in: stems) && isSpelled($0, in: stems, topic: topic) }
      + withouts.filter(topic.text.contains).map { Set(SearchWords.stems(in: $0)) }
      + functionsSaid(in: topic).map { Set(SearchWords.stems(in: $0)) }
  }

  /// Links make no linked list: where "linked" is all that is said of a thing, it is said in this form.
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

  /// How many words the longest of its keywords has that stands in a text as it is.
  func literalWords(in topic: RequestTopic) -> Int {
    let found = keywords.filter { topic.text.contains($0.text) || topic.line.contains($0.line) }
    return found.map { $0.text.split(separator: " ").count }.max() ?? 0
  }

  /// What a function is called by is what it is, where the name stands as it is and says enough.
  func functionsSaid(in topic: RequestTopic) -> [String] {
    functionNames.filter { topic.line.contains(" \($0) ") }
  }

  /// Whether the recipe speaks of something in these words itself.
  func mentions(_ words: String) -> Bool {
    spoken.contains { $0.contains(words) }
  }

  /// Whether the recipe is of a thing that is picked out by its place or its number.
  func mentions(_ pick: RequestTopic.Pick) -> Bool {
    pick.wordings.contains(where: mentions) || pick.mayStandAlone && known.contains(pick.word)
  }

  /// Whether a phrase is said. Neutral words of a phrase may be missing, if it has others.
  func isSaid(_ phrase: Set<String>, in stems: Set<String>) -> Bool {
    let needed = phrase.filter(SearchWords.isNeeded)
    // "Combine" alone does not merge sorted lists.
    if needed.count == 1, phrase.count > 1, let verb = needed.first,
      SearchWords.saysLittle(verb), phrase.subtracting(needed).isDisjoint(with: stems)
    {
      return false
    }
    return needed.allSatisfy(SearchWords.isNeutral)
      ? stems.isSuperset(of: phrase) : stems.isSuperset(of: needed)
  }
}
