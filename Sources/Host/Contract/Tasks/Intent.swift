/// What a request asks for.
package struct Intent: Sendable, Equatable {
  /// The kind of request: a category that a loaded card declares, or a general one.
  package var category: String
  /// Details that were found in the request, by name.
  package var entities: [String: String]
  /// The capabilities that the request needs.
  package var capabilities: [String]
  /// How complex the request appears: 0...1.
  package var complexity: Double
  /// How certain the parser is: 0...1.
  package var confidence: Double
  /// The parser that produced it: "model", or "lexical" for the offline parser.
  package var parser: String
  /// The individual requests, including those that no agent can do; empty if the request was not
  /// split.
  package var wishes: [Wish]

  package init(
    category: String, entities: [String: String], capabilities: [String], complexity: Double,
    confidence: Double, parser: String, wishes: [Wish] = []
  ) {
    self.wishes = wishes
    self.category = category
    self.entities = entities
    self.capabilities = capabilities
    self.complexity = complexity
    self.confidence = confidence
    self.parser = parser
  }

  /// The stored form, and the one of the event `intent_parsed`.
  package var json: JSONValue {
    [
      "category": .string(category),
      "entities": .object(
        JSONObject(
          entities.sorted { $0.key < $1.key }.map { (key: $0.key, value: .string($0.value)) })),
      "required_capabilities": JSONValue(capabilities), "complexity": .double(complexity),
      "confidence": .double(confidence), "parser": .string(parser),
      "wishes": .array(wishes.map(\.json)),
    ]
  }

  /// Parses the stored form; nil if a required member is missing.
  package init?(json: JSONValue) {
    guard let category = json["category"]?.string, let entities = json["entities"]?.object,
      let capabilities = json["required_capabilities"]?.strings,
      let complexity = json["complexity"]?.double, let confidence = json["confidence"]?.double,
      let parser = json["parser"]?.string
    else { return nil }
    self.init(
      category: category,
      entities: Dictionary(
        uniqueKeysWithValues: entities.members.map { ($0.key, $0.value.string ?? "") }),
      capabilities: capabilities, complexity: complexity, confidence: confidence, parser: parser,
      wishes: json["wishes"]?.array?.compactMap(Wish.init(json:)) ?? [])
  }
}
