import AgentKit
import Foundation

/// Writes Python code: as a model's draft, or else from a catalogue of recipes, adapted to the
/// request.
@main struct CodeGenerator: Agent {
  private let index: RecipeIndex
  private let count: Int
  /// The model's time limit for one answer.
  let modelLimit: Duration

  init(config: JSONValue, log: AgentLog) throws {
    let configured = config["recipe_folders"]?.array?.compactMap(\.string) ?? []
    let fromEnvironment =
      ProcessInfo.processInfo.environment["HERMES_RECIPES"]?.split(separator: ":") ?? []
    let catalogue = RecipeCatalogue(
      folders: configured + fromEnvironment.map(String.init), log: log)
    index = RecipeIndex(catalogue.recipes)
    count = catalogue.recipes.count
    modelLimit = config.seconds("model_seconds", default: 120)
  }

  func run(_ request: AgentRequest, _ call: AgentCall) async throws -> AgentResult {
    if let repair = RepairRequest(request) {
      return try await self.repair(repair, request: request, call: call)
    }
    let wish = RecipeWish(Courtesy.removed(from: request.wish))
    let form = RequestedForm(wish.text)
    if let language = form.foreignLanguage {
      throw AgentError(
        code: "no_recipe",
        message: "The request names \(language). This agent writes Python and nothing else.")
    }
    var reason: String?
    switch try await askModel(request, call: call) {
    case .written(let result): return result
    case .noHelp(let why): reason = why
    case .noModel: break
    }
    guard !wish.isCut else { throw tooLong(reason) }
    try await call.think("Searching \(count) recipes for the request.")
    let matches = matches(of: form)
    let names = SeveralThings.names(in: form.topic).first { index.called($0) != nil }
    guard let best = matches.first, best.isAnswer, names == nil else {
      let named = names.flatMap { recipes(called: $0, for: wish.text, form) }
      guard let joined = named ?? severalRecipes(for: wish.text, form) else {
        throw noRecipe(nearest: Array(matches.prefix(3)), reason)
      }
      try await call.think("Matched the recipes '\(joined.titles)', as one module.")
      try await stream(joined.module, as: joined.name, call: call)
      return joined.result
    }
    let adapted = AdaptedRecipe(best, for: wish.text, form: form)
    if let reason {
      try await call.think(
        "The model did not help (\(reason)); from the catalogue: \(best.recipe.title).")
    }
    try await call.think("Matched the recipe '\(best.recipe.title)'.")
    try await call.think("Adapting it: \(adapted.adaptation.changes.joined(separator: ", ")).")
    try await stream(adapted.adaptation.module, as: best.recipe.name + ".py", call: call)
    return adapted.result
  }

  /// The recipe that answers a request; nil if there is none.
  func recipe(for request: String) -> AdaptedRecipe? {
    let wish = RecipeWish(request)
    let form = RequestedForm(wish.text)
    guard !wish.isCut, form.foreignLanguage == nil, let best = matches(of: form).first,
      best.isAnswer
    else { return nil }
    return AdaptedRecipe(best, for: wish.text, form: form)
  }

  /// The recipes for several things that are each named; nil if one has no recipe or they can't be
  /// joined in one module.
  private func recipes(
    called names: [String], for request: String, _ form: RequestedForm
  ) -> JoinedRecipes? {
    let recipes = names.compactMap { recipe(for: "function for \($0)") }
    guard recipes.count == names.count else { return nil }
    return JoinedRecipes(recipes, for: request, without: [], wantsTests: form.wantsTests)
  }

  /// The recipes for a request for several things, of which some may have none; nil if none has
  /// one.
  func severalRecipes(for request: String, _ form: RequestedForm) -> JoinedRecipes? {
    let readings = SeveralThings.readings(of: request).map { things in
      things.map { (thing: $0, recipe: recipe(for: $0)) }
    }
    // The reading that leaves the least unanswered.
    let best = readings.min { first, second in
      first.count { $0.recipe == nil } < second.count { $0.recipe == nil }
    }
    guard let best else { return nil }
    var recipes: [AdaptedRecipe] = []
    for recipe in best.compactMap(\.recipe)
    where !recipes.contains(where: { $0.recipe.name == recipe.recipe.name }) {
      recipes.append(recipe)
    }
    guard !recipes.isEmpty else { return nil }
    return JoinedRecipes(
      recipes, for: request, without: best.filter { $0.recipe == nil }.map(\.thing),
      wantsTests: form.wantsTests)
  }

  private func matches(of form: RequestedForm) -> [RecipeIndex.Match] {
    let found = index.search(form.topic)
    guard found.first?.isAnswer != true, let topic = form.topicWithName else { return found }
    return index.search(topic)
  }

  /// Streams the module in pieces of some lines, like a model.
  private func stream(_ module: String, as name: String, call: AgentCall) async throws {
    let lines = module.split(separator: "\n", omittingEmptySubsequences: false)
    let size = 12
    for start in stride(from: 0, to: lines.count, by: size) {
      let end = min(start + size, lines.count)
      let isLast = end == lines.count
      let text = lines[start..<end].joined(separator: "\n") + (isLast ? "" : "\n")
      try await call.artifactChunk(
        text, artifactId: Self.artifactID, name: name, mediaType: "text/x-python",
        append: start > 0, last: isLast)
      try await call.progress(Double(end) / Double(lines.count))
    }
  }

  private func tooLong(_ reason: String?) -> AgentError {
    let model =
      reason.map { "the model did not help (\($0))" } ?? "there is no model (docs/models.md)"
    return AgentError(
      code: "no_recipe",
      message: """
        The request is longer than the \(RecipeWish.maximumBytes >> 10) KiB that a recipe is looked for with, and \(model). \
        Say in a sentence what the code is to do.
        """)
  }

  private func noRecipe(nearest: [RecipeIndex.Match], _ reason: String?) -> AgentError {
    let model =
      reason.map { "the model did not help (\($0))" }
      ?? "there is no model to write it (docs/models.md)"
    let names = nearest.map { "\($0.recipe.name) (\($0.recipe.title))" }.joined(separator: ", ")
    let unknown = nearest.first?.unknown.prefix(5).joined(separator: ", ") ?? ""
    let lacking = unknown.isEmpty ? "" : " The first says nothing of: \(unknown)."
    let near = nearest.isEmpty ? "No recipe comes near." : "The nearest are: \(names).\(lacking)"
    return AgentError(
      code: "no_recipe",
      message: """
        None of the \(count) recipes answers this request, and \(model). \(near) More can be added as Python files in the folders named by \
        HERMES_RECIPES.
        """)
  }
}
