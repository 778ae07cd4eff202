import HermesContract

/// A table of a manifest, read key by key; every complaint names the key with its place.
struct ManifestTable {
  let file: String
  let place: [String]
  let object: JSONObject

  func name(_ key: String) -> String { ManifestPlace.text(place + [key]) }

  func wrong(_ key: String, _ cause: String, _ cure: String) -> ManifestError {
    ManifestError(file: file, cause: "\(name(key)) \(cause)", cure: cure)
  }

  func mistyped(_ key: String, _ value: JSONValue, _ cure: String) -> ManifestError {
    wrong(key, "is \(Self.kind(value))", cure)
  }

  private static func kind(_ value: JSONValue) -> String {
    switch value {
    case .null: "nothing"
    case .bool: "a boolean"
    case .int: "a whole number"
    case .double: "a decimal number"
    case .string: "a string"
    case .array: "a list"
    case .object: "a table"
    }
  }

  /// Refuses every key that is not among these.
  func only(_ known: [String]) throws(ManifestError) {
    for key in object.keys where !known.contains(key) {
      let cure =
        NearestName.of(key, among: known).map { "did you mean \($0)?" }
        ?? "known here: \(known.sorted().joined(separator: ", "))"
      throw wrong(key, "is not a key here", cure)
    }
  }

  func string(_ key: String) throws(ManifestError) -> String? {
    guard let value = object[key] else { return nil }
    guard let text = value.string else { throw mistyped(key, value, "write a string, in quotes") }
    guard !text.isEmpty else { throw wrong(key, "is empty", "give it a value, or leave it out") }
    return text
  }

  func required(_ key: String) throws(ManifestError) -> String {
    guard let text = try string(key) else { throw wrong(key, "is missing", "add it") }
    return text
  }

  func strings(_ key: String) throws(ManifestError) -> [String]? {
    guard let value = object[key] else { return nil }
    guard let list = value.strings else {
      let cure = "write a list of strings, such as [\"a\", \"b\"]"
      guard value.array == nil else {
        throw wrong(key, "has an element that is not a string", cure)
      }
      throw mistyped(key, value, cure)
    }
    guard !list.contains("") else { throw wrong(key, "has an empty string", "take it out") }
    return list
  }

  func bool(_ key: String) throws(ManifestError) -> Bool? {
    guard let value = object[key] else { return nil }
    guard let flag = value.bool else { throw mistyped(key, value, "write true or false") }
    return flag
  }

  func integer(_ key: String, _ range: ClosedRange<Int>) throws(ManifestError) -> Int? {
    guard let value = object[key] else { return nil }
    let cure = "write a whole number from \(range.lowerBound) to \(range.upperBound)"
    guard case .int(let number) = value else { throw mistyped(key, value, cure) }
    guard range.contains(Int(number)) else { throw wrong(key, "is \(number)", cure) }
    return Int(number)
  }

  func table(_ key: String) throws(ManifestError) -> ManifestTable? {
    guard let value = object[key] else { return nil }
    guard let object = value.object else {
      throw mistyped(key, value, "write a table, such as [\(name(key))]")
    }
    return ManifestTable(file: file, place: place + [key], object: object)
  }

  func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, _: Choice.Type
  ) throws(ManifestError) -> Choice? where Choice.RawValue == String {
    guard let text = try string(key) else { return nil }
    return try choose(key, text, Choice.self)
  }

  func choose<Choice: RawRepresentable & CaseIterable>(
    _ key: String, _ text: String, _: Choice.Type
  ) throws(ManifestError) -> Choice where Choice.RawValue == String {
    if let choice = Choice(rawValue: text) { return choice }
    let known = Choice.allCases.map(\.rawValue)
    let cure =
      NearestName.of(text, among: known).map { "did you mean \"\($0)\"?" }
      ?? "write one of \(known.map { "\"\($0)\"" }.joined(separator: ", "))"
    throw wrong(key, "is \"\(text)\"", cure)
  }
}

/// Lists of tables.
extension ManifestTable {
  func tables(_ key: String) throws(ManifestError) -> [ManifestTable]? {
    guard let value = object[key] else { return nil }
    guard let list = value.array else { throw mistyped(key, value, "write a list of tables") }
    var tables: [ManifestTable] = []
    for (index, element) in list.enumerated() {
      guard let object = element.object else {
        throw wrong(key, "has an element that is not a table", "write a list of tables")
      }
      tables.append(
        ManifestTable(file: file, place: place + [key, "\(index + 1)"], object: object))
    }
    return tables
  }
}
