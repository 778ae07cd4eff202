import AgentKit

/// A recipe adapted to a request.
struct AdaptedRecipe {
  let recipe: Recipe
  let adaptation: Adaptation
  private let score: Double

  init(_ match: RecipeIndex.Match, for request: String, form: RequestedForm) {
    recipe = match.recipe
    score = match.score
    adaptation = Adaptation(recipe: match.recipe, form: form, request: request)
  }

  /// Its origin: its name, or a file in a recipe folder.
  var source: String { recipe.origin == "built-in" ? recipe.name : recipe.origin }

  var result: AgentResult {
    let name = recipe.name + ".py"
    let artifact = AgentArtifact(
      artifactId: CodeGenerator.artifactID, name: name, description: recipe.title,
      parts: [AgentPart(text: adaptation.module, mediaType: "text/x-python", filename: name)],
      metadata: [
        "source": .string("recipe:\(source)"), "score": .number((score * 1000).rounded() / 1000),
        "main": adaptation.named.count == 1 ? .string(adaptation.named[0]) : .null,
        "unmet": .array(unmet),
        "changes": .array(adaptation.changes.map { .string($0) }),
      ])
    let notes = adaptation.notes.map { " " + $0 }.joined()
    let names = adaptation.named.map { "`\($0)`" }.joined(separator: ", ")
    let text =
      adaptation.named.count == 1
      ? "\(recipe.title): \(names), from the recipe catalogue."
      : "\(recipe.title), from the recipe catalogue: \(names)."
    return AgentResult(
      text: text + notes,
      artifacts: [artifact])
  }

  /// The parts of the request that the recipe does not meet as asked.
  var unmet: [JSONValue] {
    adaptation.notHonoured.map { part in
      ["wish": .string(part.wish), "reason": .string(part.reason), "code": "not_honoured"]
    }
  }
}
