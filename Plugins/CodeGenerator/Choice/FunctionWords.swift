/// The words of each function's description, for recipes with several functions: words that come
/// from two functions don't describe one thing. "The sum of the products" is neither the function
/// for sums nor that for products.
struct FunctionWords: Sendable {
  /// The words of each function, and of each of the recipe's titles and keywords.
  private let own: [Set<String>]
  /// Words that occur for some functions but not for others.
  private let telling: Set<String>

  init(_ recipe: Recipe) {
    func stems(_ text: String) -> Set<String> {
      Set(SearchWords.stems(in: text).filter { !SearchWords.isNeutral($0) })
    }
    let functions = recipe.definitions.map {
      stems($0.name + " " + SearchWords.withoutNegated($0.summary))
    }
    let all = functions.reduce(into: Set<String>()) { $0.formUnion($1) }
    let anywhere = stems((recipe.also + recipe.tags).joined(separator: " "))
    telling = all.filter { stem in
      !functions.allSatisfy { $0.contains(stem) } && !anywhere.contains(stem)
    }
    // "Sum and product of a list" stands for each of the two.
    let names = ([recipe.title] + recipe.keywords).flatMap(RequestTopic.joints)
    own = functions.count > 1 ? functions + names.map(stems) : []
  }

  /// Whether each part of a request, such as each side of an "and", matches one function.
  /// - Parameter parts: The stems of each part.
  func match(_ parts: [Set<String>]) -> Bool {
    guard !own.isEmpty else { return true }
    return parts.allSatisfy { part in
      let said = part.intersection(telling)
      return own.contains { $0.isSuperset(of: said) }
    }
  }
}
