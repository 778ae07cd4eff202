import Foundation

/// Full-text search over the catalogue (BM25), with a bar that a match has to clear.
///
/// The best score alone would answer everything: "train a neural network" scores on "network". A
/// match therefore also has to *cover* the request: of the weight of its content words, most must
/// occur in the recipe. Words that no recipe knows weigh the most.
struct RecipeIndex: Sendable {
  /// A recipe with how well it fits.
  struct Match: Sendable {
    let recipe: Recipe
    let score: Double
    /// 0...1: how much of the request's content the recipe covers.
    let coverage: Double
    /// True if a whole keyword of the recipe occurs in the request.
    let hasKeyword: Bool

    /// Set by hand on Tests/AgentTests/retrieval.json.
    var isAnswer: Bool { coverage >= (hasKeyword ? 0.6 : 0.8) }
  }

  private struct Entry: Sendable {
    let recipe: Recipe
    /// How much each stem counts, summed over the fields it occurs in.
    let weights: [String: Double]
    let length: Double
    let keywords: [[String]]
  }

  /// Words of a request that are looked at for a slip of the pen: each is compared with every known word.
  private static let maximumSlips = 32

  private let entries: [Entry]
  private let documents: [String: Int]
  private let averageLength: Double

  init(_ recipes: [Recipe]) {
    entries = recipes.map { recipe in
      var weights: [String: Double] = [:]
      func add(_ text: String, _ weight: Double) {
        for stem in SearchWords.stems(in: text) { weights[stem, default: 0] += weight }
      }
      add(recipe.title, 3)
      add(recipe.name, 2)
      for keyword in recipe.keywords { add(keyword, 2) }
      for tag in recipe.tags { add(tag, 0.5) }
      add(recipe.summaries, 0.5)
      let keywords = (recipe.keywords + [recipe.title]).map(SearchWords.stems(in:))
      return Entry(
        recipe: recipe, weights: weights, length: weights.values.reduce(0, +),
        keywords: keywords.filter { !$0.isEmpty })
    }
    documents = entries.reduce(into: [:]) { counts, entry in
      for stem in entry.weights.keys { counts[stem, default: 0] += 1 }
    }
    averageLength = max(entries.map(\.length).reduce(0, +) / Double(max(entries.count, 1)), 1)
  }

  /// All recipes that share a word with the request, the best first.
  func search(_ request: String) -> [Match] {
    let wanted = wantedStems(request)
    let content = wanted.filter { !SearchWords.isWeak($0) }
    let total = content.map(rarity).reduce(0, +)
    // What no recipe has makes no difference between them.
    let known = wanted.filter { documents[$0] != nil }
    let knownContent = content.intersection(known)
    let matches = entries.compactMap { entry -> Match? in
      var score = known.map { bm25($0, entry) }.reduce(0, +)
      guard score > 0 else { return nil }
      let covered = knownContent.filter { entry.weights[$0] != nil }.map(rarity).reduce(0, +)
      // The longest keyword speaks: "binary search tree" before "binary search".
      let keyword = entry.keywords.filter { wanted.isSuperset(of: $0) }.max { a, b in
        a.map(rarity).reduce(0, +) < b.map(rarity).reduce(0, +)
      }
      if let keyword { score += 1.5 * Set(keyword).map(rarity).reduce(0, +) }
      // A request of weak words only ("sorted list") is covered by nothing but a keyword.
      let coverage = total > 0 ? covered / total : (keyword == nil ? 0 : 1)
      return Match(
        recipe: entry.recipe, score: score, coverage: coverage, hasKeyword: keyword != nil)
    }
    return matches.sorted { first, second in
      if first.isAnswer != second.isAnswer { return first.isAnswer }
      return (first.score, second.recipe.name) > (second.score, first.recipe.name)
    }
  }

  private func rarity(_ stem: String) -> Double {
    let count = Double(documents[stem] ?? 0)
    return log(1 + (Double(entries.count) - count + 0.5) / (count + 0.5))
  }

  private func bm25(_ stem: String, _ entry: Entry) -> Double {
    guard let weight = entry.weights[stem] else { return 0 }
    let (k, b) = (1.2, 0.5)
    return rarity(stem) * weight * (k + 1)
      / (weight + k * (1 - b + b * entry.length / averageLength))
  }

  /// The stems of a request; in place of a long unknown one a known one that differs by one slip of the
  /// pen.
  private func wantedStems(_ request: String) -> Set<String> {
    var wanted: Set<String> = []
    var slips = 0
    for stem in SearchWords.stems(in: request) where !wanted.contains(stem) {
      guard documents[stem] == nil, stem.count >= 6, slips < Self.maximumSlips else {
        wanted.insert(stem)
        continue
      }
      slips += 1
      wanted.insert(documents.keys.filter { Slip.isOne($0, stem) }.min() ?? stem)
    }
    return wanted
  }
}
