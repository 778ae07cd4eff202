import HermesContract

/// A table of a manifest, read key by key; every error names the key with its place.
struct ManifestTable {
  let file: String
  let place: [String]
  let object: JSONObject

  func fullName(of key: String) -> String { ManifestPlace.dottedPath(place + [key]) }

  func fault(at key: String, cause: String, cure: String) -> ManifestError {
    ManifestError(file: file, cause: "\(fullName(of: key)) \(cause)", cure: cure)
  }

  func mistyped(_ key: String, value: JSONValue, cure: String) -> ManifestError {
    fault(at: key, cause: "is \(Self.kindName(of: value))", cure: cure)
  }

  private static func kindName(of value: JSONValue) -> String {
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

  /// Refuses every key that is not in the list.
  func allowOnly(_ known: [String]) throws(ManifestError) {
    for key in object.keys where !known.contains(key) {
      let cure =
        NearestName.nearest(to: key, among: known).map { "did you mean \($0)?" }
        ?? "known here: \(known.sorted().joined(separator: ", "))"
      throw fault(at: key, cause: "is not a key here", cure: cure)
    }
  }

  func string(_ key: String) throws(ManifestError) -> String? {
    guard let value = object[key] else { return nil }
    guard let text = value.string else {
      throw mistyped(key, value: value, cure: "write a string, in quotes")
    }
    guard !text.isEmpty else {
      throw fault(at: key, cause: "is empty", cure: "give it a value, or omit it")
    }
    return text
  }

  func required(_ key: String) throws(ManifestError) -> String {
    guard let text = try string(key) else {
      throw fault(at: key, cause: "is missing", cure: "add it")
    }
    return text
  }

  func strings(_ key: String) throws(ManifestError) -> [String]? {
    guard let value = object[key] else { return nil }
    guard let list = value.strings else {
      let cure = "write a list of strings, such as [\"a\", \"b\"]"
      guard value.array == nil else {
        throw fault(at: key, cause: "has an element that is not a string", cure: cure)
      }
      throw mistyped(key, value: value, cure: cure)
    }
    guard !list.contains("") else {
      throw fault(at: key, cause: "has an empty string", cure: "remove it")
    }
    return list
  }

  func boolean(_ key: String) throws(ManifestError) -> Bool? {
    guard let value = object[key] else { return nil }
    guard let flag = value.bool else {
      throw mistyped(key, value: value, cure: "write true or false")
    }
    return flag
  }

  func integer(_ key: String, in range: ClosedRange<Int>) throws(ManifestError) -> Int? {
    guard let value = object[key] else { return nil }
    let cure = "write a whole number from \(range.lowerBound) to \(range.upperBound)"
    guard case .int(let number) = value else { throw mistyped(key, value: value, cure: cure) }
    guard range.contains(Int(number)) else {
      throw fault(at: key, cause: "is \(number)", cure: cure)
    }
    return Int(number)
  }

  func table(_ key: String) throws(ManifestError) -> ManifestTable? {
    guard let value = object[key] else { return nil }
    guard let object = value.object else {
      throw mistyped(key, value: value, cure: "write a table, such as [\(fullName(of: key))]")
    }
    return ManifestTable(file: file, place: place + [key], object: object)
  }

  func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, of: Choice.Type
  ) throws(ManifestError) -> Choice? where Choice.RawValue == String {
    guard let text = try string(key) else { return nil }
    return try choice(key, from: text, of: Choice.self)
  }

  func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, from text: String, of: Choice.Type
  ) throws(ManifestError) -> Choice where Choice.RawValue == String {
    if let choice = Choice(rawValue: text) { return choice }
    let known = Choice.allCases.map(\.rawValue)
    let cure =
      NearestName.nearest(to: text, among: known).map { "did you mean \"\($0)\"?" }
      ?? "write one of \(known.map { "\"\($0)\"" }.joined(separator: ", "))"
    throw fault(at: key, cause: "is \"\(text)\"", cure: cure)
  }
}

/// Lists of tables.
extension ManifestTable {
  func tables(_ key: String) throws(ManifestError) -> [ManifestTable]? {
    guard let value = object[key] else { return nil }
    guard let list = value.array else {
      throw mistyped(key, value: value, cure: "write a list of tables")
    }
    var tables: [ManifestTable] = []
    for (index, element) in list.enumerated() {
      guard let object = element.object else {
        throw fault(
          at: key, cause: "has an element that is not a table", cure: "write a list of tables")
      }
      tables.append(
        ManifestTable(file: file, place: place + [key, "\(index + 1)"], object: object))
    }
    return tables
  }
}
