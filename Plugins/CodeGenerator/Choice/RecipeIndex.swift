import Foundation

/// Finds the recipe for a request, or none.
///
/// A recipe matches by what it *is*: the request must contain its title, its name or one of its
/// keywords completely. In addition, everything that the request says about the thing must be known
/// for the recipe: "the sum of the first Fibonacci numbers" is not Fibonacci numbers. A wrong
/// answer is worse than none.
struct RecipeIndex: Sendable {
  /// A recipe with its score.
  struct Match: Sendable {
    let recipe: Recipe
    let score: Double
    /// Words of the request that are unknown for the recipe; empty for an answer.
    let unknown: [String]
    let isAnswer: Bool
  }

  /// How many words of a request are checked for typos: each is compared with every known word.
  private static let maximumSlips = 32
  /// The minimum length of words that are checked for typos.
  private static let leastOfSlip = 6

  /// "A VAT calculator" is code that calculates it, which all code does.
  private static let forms = Set(["calculator"].map(Stemmer.stem))

  private let entries: [RecipeEntry]
  /// The number of recipes per stem.
  private let counts: [String: Int]
  /// The stem of each word in titles and keywords: a typo may change where a word is stemmed.
  private let words: [String: String]

  init(_ recipes: [Recipe]) {
    entries = recipes.map(RecipeEntry.init)
    words = Dictionary(
      recipes.flatMap { SearchWords.words(in: ([$0.title] + $0.keywords).joined(separator: " ")) }
        .filter { $0.count >= Self.leastOfSlip && !SearchWords.stop.contains($0) }.map {
          ($0, SearchWords.stem($0))
        },
      uniquingKeysWith: { first, _ in first })
    counts = entries.reduce(into: [:]) { counts, entry in
      for stem in entry.vocabulary { counts[stem, default: 0] += 1 }
    }
  }

  /// One recipe for each of several names; nil if a name has none, or if all names mean the same
  /// recipe.
  func called(_ names: [String]) -> [Recipe]? {
    let found = names.map { name in entries.filter { $0.isCalled(name) }.map(\.recipe) }
    let common = found.dropFirst().reduce(Set(found.first?.map(\.name) ?? [])) {
      $0.intersection($1.map(\.name))
    }
    guard common.isEmpty else { return nil }
    let recipes = found.compactMap(\.first)
    return recipes.count == names.count ? recipes : nil
  }

  /// The recipes that share something with the request, best first.
  func search(_ request: String) -> [Match] {
    let topic = RequestTopic(request)
    let meant = meant(by: topic)
    func knownStems(of stems: Set<String>) -> Set<String> { Set(stems.map { meant[$0] ?? $0 }) }
    let all = knownStems(of: topic.stems)
    let matches = entries.compactMap { entry -> Match? in
      let said = entry.phrases(saidIn: all, topic)
      let shared = all.intersection(entry.vocabulary)
      guard !said.isEmpty || !shared.isEmpty else { return nil }
      let evidence = said.reduce(into: Set<String>()) { $0.formUnion($1) }
      let required = topic.segments.filter { segment in
        !segment.isAside || !knownStems(of: segment.stems).isDisjoint(with: evidence)
      }
      .reduce(into: Set<String>()) { $0.formUnion(knownStems(of: $1.stems)) }
      let unknown = required.filter { stem in
        !entry.vocabulary.contains(stem) && !evidence.contains(stem)
          && !SearchWords.isNeutral(stem) && !RequestedForm.isStyle(stem)
          && !Self.forms.contains(stem)
      }
      var unwanted = topic.unwanted.filter { !entry.mentions($0) }
      if topic.isOfWords, !entry.isOfText { unwanted.append("word") }
      unwanted += topic.selections.filter { !entry.mentions($0) }
      unwanted += topic.picks.filter { !entry.mentions($0) }.map(\.text)
      if !entry.counts.isEmpty, entry.counts.isDisjoint(with: topic.counts) {
        unwanted += topic.counts.sorted()
      }
      let fits =
        !said.isEmpty && unknown.isEmpty && unwanted.isEmpty
        && suits(entry, topic: topic, stems: all)
        && entry.functions.match(topic.parts) && topic.ways.isMet(by: entry.recipe)
        && topic.asked.isResult(of: entry.recipe)
      return Match(
        recipe: entry.recipe, score: score(entry, evidence: evidence, shared: shared, topic: topic),
        unknown: unknown.map { topic.spelled[$0] ?? $0 }.sorted() + unwanted, isAnswer: fits)
    }
    return matches.sorted { first, second in
      if first.isAnswer != second.isAnswer { return first.isAnswer }
      return (first.score, second.recipe.name) > (second.score, first.recipe.name)
    }
  }

  /// "Whether it is a Fibonacci number" is not answered by a recipe for the numbers, nor "generate
  /// palindromes" by a test for them.
  private func suits(_ entry: RecipeEntry, topic: RequestTopic, stems: Set<String>) -> Bool {
    // "words to numbers" is not answered by a recipe that converts numbers to words.
    let isReversed = topic.directions.contains { direction in
      !entry.directions.contains(direction)
        && entry.directions.contains { $0 == direction.reversed || $0.from == direction.to }
        && !entry.directions.contains { $0.to == direction.to }
    }
    if isReversed { return false }
    if topic.wantsCheck { return entry.isCheck }
    if topic.wantsConversion, entry.isCheck, !entry.makes { return false }
    if topic.wantsAll, entry.isCheck, !entry.makes { return false }
    // "A CSV generator" is not answered by a recipe that reads CSV.
    if topic.isOfGenerator, !entry.makesFromScratch { return false }
    guard topic.wantsMaking, entry.isCheck else { return true }
    return entry.makes
      || !entry.vocabulary.isDisjoint(
        with: stems.filter { ["random", "gener"].contains(SearchWords.plain($0)) })
  }

  /// Named words count most, then other known words; a title that contains more than the request
  /// scores a little lower.
  private func score(
    _ entry: RecipeEntry, evidence: Set<String>, shared: Set<String>, topic: RequestTopic
  ) -> Double {
    // Summed in a fixed order: the order of a set differs between runs.
    let named = evidence.sorted().map(rarity).reduce(0, +)
    let known = shared.subtracting(evidence).sorted().map(rarity).reduce(0, +)
    let missing = entry.title.subtracting(evidence).count
    // Words without meaning of their own still distinguish "read CSV" from "write CSV".
    let literal = entry.titleWords.intersection(topic.words).count + entry.literalWords(in: topic)
    let called = entry.functionsSaid(in: topic).isEmpty ? 0.0 : 2.0
    let kind = topic.wantsCheck == entry.isCheck ? 0.5 : 0
    return 2 * named + 0.5 * known + 0.3 * Double(literal) - 0.25 * Double(missing) + kind + called
  }

  private func rarity(_ stem: String) -> Double {
    let share = Double(counts[stem] ?? 0) / Double(max(entries.count, 1))
    return SearchWords.isNeutral(stem) ? 0 : log(1 + 1 / (share + 0.005))
  }

  /// Maps each long unknown stem to a known one that differs by one typo.
  private func meant(by topic: RequestTopic) -> [String: String] {
    var meant: [String: String] = [:]
    let unknown = topic.stems.filter {
      counts[$0] == nil && !SearchWords.isNeutral($0) && $0.count >= 4
    }
    for stem in unknown.sorted().prefix(Self.maximumSlips) {
      let spelled = topic.spelled[stem] ?? stem
      if stem.count >= Self.leastOfSlip,
        let near = counts.keys.filter({ Slip.isOne(from: $0, to: stem) }).min()
      {
        meant[stem] = near
      } else if spelled.count >= Self.leastOfSlip,
        let near = words.keys.filter({ Slip.isOne(from: $0, to: spelled) }).min()
      {
        meant[stem] = words[near]
      } else if SearchWords.isCommon(near: stem) {
        meant[stem] = SearchWords.marked(stem)
      }
    }
    return meant
  }
}
