/// What each function of a recipe says of itself, where a recipe has several: words of two of them are no words of one
/// thing. "The sum of the products" is neither the function for sums nor that for products.
struct FunctionWords: Sendable {
  /// Of each function, and of each thing that the recipe calls itself by.
  private let own: [Set<String>]
  /// Words that some function says and others do not.
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
    // "Sum and product of a list" is each of them.
    let names = ([recipe.title] + recipe.keywords).flatMap(RequestTopic.joints)
    own = functions.count > 1 ? functions + names.map(stems) : []
  }

  /// Whether each part of a request, such as both sides of an "and", speaks of one function.
  /// - Parameter parts: the stems of each.
  func match(_ parts: [Set<String>]) -> Bool {
    guard !own.isEmpty else { return true }
    return parts.allSatisfy { part in
      let said = part.intersection(telling)
      return own.contains { $0.isSuperset(of: said) }
    }
  }
}
