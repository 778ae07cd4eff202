import HermesContract
import TOMLKit

/// Parses TOML into a JSON value; the only user of TOMLKit (docs/decisions/0007-tomlkit.md).
///
/// Values that JSON does not have are refused: dates, times and numbers that are not finite.
struct TOMLDocument {
  /// Limits nesting, because dotted keys can nest as deep as a file is long.
  static let maximumDepth = 32

  private let file: String

  static func parse(_ text: String, file: String) throws(ManifestError) -> JSONObject {
    try TOMLDocument(file: file).parse(text)
  }

  private func parse(_ text: String) throws(ManifestError) -> JSONObject {
    try refuseNUL(text)
    if let line = TOMLNesting.lineDeeper(than: Self.maximumDepth, in: text) {
      throw ManifestError(
        file: file, cause: "line \(line) nests more than \(Self.maximumDepth) levels deep",
        cure: "make it flatter")
    }
    let table: TOMLTable
    do { table = try TOMLTable(string: text) } catch let error as TOMLParseError {
      let place = error.source.begin
      throw ManifestError(
        file: file, cause: "line \(place.line), column \(place.column): \(error.description)",
        cure: "correct the TOML there (toml.io shows the syntax)")
    } catch {
      throw ManifestError(file: file, cause: "\(error)", cure: "correct the TOML")
    }
    return try object(table, at: [])
  }

  /// TOMLKit passes strings as C strings, so that one with a NUL would silently be cut off there.
  private func refuseNUL(_ text: String) throws(ManifestError) {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where line.utf8.contains(0) || line.contains("\\u0000") || line.contains("\\U00000000") {
      throw ManifestError(
        file: file, cause: "line \(index + 1) has a NUL character", cure: "remove it")
    }
  }

  private func object(_ table: TOMLTable, at place: [String]) throws(ManifestError) -> JSONObject {
    guard place.count <= Self.maximumDepth else {
      throw ManifestError(
        file: file,
        cause:
          "\(ManifestPlace.dottedPath(Array(place.prefix(3)))) nests more than \(Self.maximumDepth) "
          + "levels deep", cure: "make it flatter")
    }
    var members: [(key: String, value: JSONValue)] = []
    for key in table.keys.sorted() {
      guard let value = table[key] else { continue }
      members.append((key, try json(value, at: place + [key])))
    }
    return JSONObject(members)
  }

  private func json(
    _ value: any TOMLValueConvertible, at place: [String]
  ) throws(ManifestError) -> JSONValue {
    switch value.type {
    case .table:
      guard let table = value.table else { break }
      return .object(try object(table, at: place))
    case .array:
      guard let array = value.array else { break }
      var elements: [JSONValue] = []
      for index in 0..<array.count {
        elements.append(try json(array[index], at: place + ["\(index + 1)"]))
      }
      return .array(elements)
    case .string: if let text = value.string { return .string(text) }
    case .int: if let number = value.int { return .int(Int64(number)) }
    case .double:
      guard let number = value.double, number.isFinite else {
        throw refusal(at: place, cause: "is not a finite number", cure: "write a finite one")
      }
      return .double(number)
    case .bool: if let flag = value.bool { return .bool(flag) }
    case .date, .time, .dateTime:
      throw refusal(
        at: place, cause: "is a date or a time", cure: "write it as a string, in quotes")
    }
    throw refusal(at: place, cause: "can't be read", cure: "write it more simply")
  }

  private func refusal(at place: [String], cause: String, cure: String) -> ManifestError {
    ManifestError(file: file, cause: "\(ManifestPlace.dottedPath(place)) \(cause)", cure: cure)
  }
}
