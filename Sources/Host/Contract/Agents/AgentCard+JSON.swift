extension AgentCard {
  /// Parses a card as an agent library supplies it.
  /// - Throws: an error whose text names the member that is missing or wrong.
  package static func parse(_ bytes: [UInt8]) throws(CardError) -> AgentCard {
    let json: JSONValue
    do { json = try JSONParser.parse(bytes) } catch {
      throw CardError("its card is not valid JSON: \(error)")
    }
    guard json.object != nil else { throw CardError("its card is not a JSON object") }
    let name = try CardError.requiredText("name", in: json)
    guard isName(name) else {
      throw CardError("its card's name must be 1 to 64 of A-Z a-z 0-9 _ . -")
    }
    guard let skills = json["skills"]?.array, !skills.isEmpty else {
      throw CardError("its card has no skills")
    }
    // null counts as absent: serializers in other languages write it for members that are not set.
    let given = json["hermes"] ?? .null
    let block = given == .null ? .object(JSONObject()) : given
    guard block.object != nil else { throw CardError("its card's hermes is not an object") }
    var parsed: [Skill] = []
    for skill in skills { parsed.append(try Skill.parse(skill, card: json, block: block)) }
    guard Set(parsed.map(\.id)).count == parsed.count else {
      throw CardError("its card has two skills with the same id")
    }
    return AgentCard(
      name: name, description: try CardError.requiredText("description", in: json),
      version: try CardError.requiredText("version", in: json), skills: parsed,
      maxConcurrency: try CardError.number("max_concurrency", in: block, range: 1...1024) ?? 1,
      deadline: try CardError.number("deadline_ms", in: block, range: 1...86_400_000)
        .map { .milliseconds($0) },
      requires: try CardError.strings("requires", in: block) ?? [], json: json)
  }

  /// Whether the text is a valid agent name: 1 to 64 of A-Z a-z 0-9 _ . -
  package static func isName(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count) && text.utf8.allSatisfy(isNameByte)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch Character(Unicode.Scalar(byte)) {
    case "A"..."Z", "a"..."z", "0"..."9", "_", ".", "-": true
    default: false
    }
  }
}

/// Why a card can't be used. The text continues a sentence that begins with the library's name.
package struct CardError: Error, Equatable {
  /// A phrase such as "its card has no skills".
  package let reason: String
  init(_ reason: String) { self.reason = reason }

  static func requiredText(_ key: String, in json: JSONValue) throws(CardError) -> String {
    guard let text = json[key]?.string, !text.isEmpty else {
      throw CardError("its card has no \(key)")
    }
    return text
  }

  static func strings(_ key: String, in json: JSONValue) throws(CardError) -> [String]? {
    guard let value = json[key], value != .null else { return nil }
    guard let strings = value.strings else {
      throw CardError("its card's \(key) is not an array of strings")
    }
    return strings
  }

  static func number(
    _ key: String, in json: JSONValue, range: ClosedRange<Int>
  ) throws(CardError) -> Int? {
    guard let value = json[key], value != .null else { return nil }
    guard let number = value.int, range.contains(Int(number)) else {
      throw CardError(
        "its card's \(key) is not a whole number in \(range.lowerBound)...\(range.upperBound)")
    }
    return Int(number)
  }
}

extension Skill {
  static func parse(
    _ json: JSONValue, card: JSONValue, block: JSONValue
  ) throws(CardError) -> Skill {
    let id = try CardError.requiredText("id", in: json)
    let own = block["skills"]?[id] ?? .object(JSONObject())
    let description = try CardError.requiredText("description", in: json)
    return Skill(
      id: id, name: try CardError.requiredText("name", in: json), description: description,
      tags: try CardError.strings("tags", in: json) ?? [],
      examples: try CardError.strings("examples", in: json) ?? [],
      inputModes: try modes("inputModes", fallback: "defaultInputModes", skill: json, card: card),
      outputModes: try modes(
        "outputModes", fallback: "defaultOutputModes", skill: json, card: card),
      category: own["category"]?.string, capabilities: try capabilities(of: own),
      task: own["task"]?.string ?? description, isIdempotent: own["idempotent"]?.bool ?? false)
  }

  private static func modes(
    _ key: String, fallback: String, skill: JSONValue, card: JSONValue
  ) throws(CardError) -> [String] {
    if let own = try CardError.strings(key, in: skill) { return own }
    return try CardError.strings(fallback, in: card) ?? [Part.plainText]
  }

  private static func capabilities(of own: JSONValue) throws(CardError) -> [Capability] {
    guard let value = own["capabilities"], value != .null else { return [] }
    guard let object = value.object else {
      throw CardError("its card's hermes.skills capabilities is not an object")
    }
    var capabilities: [Capability] = []
    for (name, words) in object.members {
      capabilities.append(
        Capability(
          name: name, verbs: try CardError.strings("verbs", in: words) ?? [],
          objects: try CardError.strings("objects", in: words) ?? [],
          alone: try CardError.strings("alone", in: words) ?? []))
    }
    return capabilities
  }
}
