/// What a request asks for.
package struct Intent: Sendable, Equatable {
  package var category: String
  package var entities: [String: String]
  package var capabilities: [String]
  /// 0...1
  package var complexity: Double
  /// 0...1
  package var confidence: Double
  /// Who read it: "model", or "lexical" for the offline parser.
  package var parser: String
  /// What is asked for one by one, with what nobody can do; empty: it was not taken apart.
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
