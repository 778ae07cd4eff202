import HermesContract

/// Works out what a request asks for: with the model if one is configured and its answer is usable,
/// otherwise from the words alone.
struct IntentReader: Sendable {
  private static let maximumCapabilities = 16
  private static let maximumEntities = 8
  private static let maximumEntity = 200
  /// The longest text, in bytes, of a wish that the model says cannot be fulfilled.
  private static let maximumUnmet = 1000

  let agents: [AgentStatus]
  /// The intent according to the words alone.
  let said: Intent
  /// nil if no model is configured.
  let question: ModelQuestion?

  private var cards: [AgentCard] { agents.map(\.card) }
  private var skills: [Skill] { cards.flatMap(\.skills) }

  /// - Throws: `CancellationError` only.
  func read(_ request: RequestText) async throws(CancellationError) -> (Intent, ModelNote?) {
    guard let question else { return (said, nil) }
    var about = ModelPrompt.about(request, cards: cards)
    about["categories"] = JSONValue(categories)
    let (intent, note) = try await question.ask(
      ModelPrompt.preamble
        + "Say what the request asks for: its category, the capabilities that it needs, in the order of the work, entities such as the language, from 0 to 1 how complex it is and how sure you are, and as unmet, in the request's words, what it asks for that none of the capabilities does.",
      about: .object(about), schema: schema
    ) { try check($0, request: request) }
    return (intent ?? said, note)
  }

  private var categories: [String] {
    var known = skills.compactMap(\.category) + Lexicon.categories.map(\.name)
    known += ["general", "unknown"]
    return Set(known).sorted()
  }

  private var capabilities: Set<String> {
    Set(skills.flatMap(\.offeredCapabilities).map(\.name))
  }

  /// Uses only what every server with structured output supports; ranges and counts are checked in
  /// `check`.
  private var schema: JSONValue {
    let text: JSONValue = ["type": "string"]
    let share: JSONValue = ["type": "number"]
    return ModelPrompt.object(
      JSONObject([
        (key: "category", value: ModelPrompt.choice(categories)),
        (
          key: "required_capabilities",
          value: ["type": "array", "items": ModelPrompt.choice(Array(capabilities))]
        ),
        (
          key: "entities",
          value: ModelPrompt.object(
            JSONObject([(key: "language", value: text), (key: "subject", value: text)]))
        ),
        (key: "complexity", value: share), (key: "confidence", value: share),
        (key: "unmet", value: ["type": "array", "items": text]),
      ]))
  }

  /// - Throws: `ModelQuestion.Unusable` for an answer that does not fit the question or that could
  ///   not be planned.
  private func check(_ json: JSONValue, request: RequestText) throws -> Intent {
    func refuse(_ reason: String) -> ModelQuestion.Unusable { .init(reason: reason) }
    guard let category = json["category"]?.string, categories.contains(category) else {
      throw refuse("it named an unknown category")
    }
    guard
      let wanted = json["required_capabilities"]?.strings.map({ wanted($0, category: category) }),
      !wanted.isEmpty, wanted.count <= Self.maximumCapabilities, Set(wanted).count == wanted.count,
      capabilities.isSuperset(of: wanted)
    else { throw refuse("its capabilities are none that agents offer") }
    guard let given = json["entities"]?.object, given.members.count <= Self.maximumEntities else {
      throw refuse("its entities are not an object of strings")
    }
    var entities: [String: String] = [:]
    for (key, value) in given.members {
      guard let text = value.string, text.count <= Self.maximumEntity, AgentCard.isName(key) else {
        throw refuse("its entities are not an object of strings")
      }
      entities[key] = text.isEmpty ? nil : text
    }
    guard let complexity = share(json["complexity"]), let confidence = share(json["confidence"])
    else { throw refuse("its complexity or confidence is not from 0 to 1") }
    let intent = Intent(
      category: category, entities: entities, capabilities: wanted, complexity: complexity,
      confidence: confidence, parser: "model",
      wishes: try wishes(for: wanted, unmet: unmet(json["unmet"]), request: request))
    // An intent that cannot be planned might end a task that the words alone would not.
    let everyone = agents.map { FoundAgent(status: $0, score: 1, reason: "") }
    let plan = try? Planner(found: everyone).plan(intent, given: request.code)
    guard let plan, plan.unmet.count == intent.wishes.count(where: \.capabilities.isEmpty) else {
      throw refuse("its capabilities make no plan")
    }
    return intent
  }

  /// The capabilities the model says are wanted, grouped by wish where the words agree: the model
  /// is asked for capabilities, not for wishes.
  private func wishes(for wanted: [String], unmet: [Wish], request: RequestText) -> [Wish] {
    let open = said.wishes.count(where: \.capabilities.isEmpty)
    if Set(said.capabilities) == Set(wanted), open == unmet.count { return said.wishes }
    return [Wish(text: request.prose.trimmed, capabilities: wanted)] + unmet
  }

  /// A category without capabilities, such as small talk, stands for the capabilities that are
  /// asked for by whole requests.
  private func wanted(_ capabilities: [String], category: String) -> [String] {
    guard capabilities.isEmpty else { return capabilities }
    let offered = skills.filter { $0.category == category }.flatMap(\.offeredCapabilities)
    return offered.first { !$0.alone.isEmpty }.map { [$0.name] } ?? []
  }

  /// A missing list means that everything can be fulfilled.
  private func unmet(_ json: JSONValue?) throws -> [Wish] {
    guard let json, json != .null else { return [] }
    guard let wishes = json.strings, wishes.count <= Self.maximumEntities,
      wishes.allSatisfy({ $0.utf8.count <= Self.maximumUnmet })
    else { throw ModelQuestion.Unusable(reason: "its unmet is not a list of wishes") }
    return wishes.filter { !$0.isEmpty }.map { Wish(text: $0, capabilities: []) }
  }

  private func share(_ value: JSONValue?) -> Double? {
    value?.double.flatMap { (0...1).contains($0) ? ($0 * 100).rounded() / 100 : nil }
  }
}
