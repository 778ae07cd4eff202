import AgentKit
import Foundation

/// Reads an array of objects, or an object of arrays.
enum JSONTable {
  /// - Throws: `invalid_json`, `no_data` or `data_too_large`.
  static func read(_ text: String) throws -> DataTable {
    let value: JSONValue
    do {
      value = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    } catch {
      throw AgentError(code: "invalid_json", message: "The data is no valid JSON.")
    }
    switch value {
    case .array(let items): return try table(items, text)
    case .object(let members): return try table(members, text)
    default: throw shape
    }
  }

  private static var shape: AgentError {
    AgentError(
      code: "invalid_json",
      message: """
        The JSON is no table: send an array of objects, [{"a": 1}, …], or an object of arrays of the \
        same length, {"a": [1, …]}.
        """)
  }

  private static func table(_ items: [JSONValue], _ text: String) throws -> DataTable {
    var names: Set<String> = []
    for item in items {
      guard case .object(let members) = item else { throw shape }
      names.formUnion(members.keys)
      try DataTable.check(rows: items.count, columns: names.count)
    }
    guard !names.isEmpty else { throw noRows }
    return DataTable(
      columns: try ordered(names, in: text).map { name in
        try Task.checkCancellation()
        return DataTable.Column(name: name, cells: items.map { cell($0[name]) })
      })
  }

  private static func table(_ members: [String: JSONValue], _ text: String) throws -> DataTable {
    let lists = members.compactMapValues(\.array)
    let rows = lists.values.first?.count ?? 0
    guard lists.count == members.count, lists.values.allSatisfy({ $0.count == rows }) else {
      throw shape
    }
    guard rows > 0 else { throw noRows }
    try DataTable.check(rows: rows, columns: lists.count)
    return DataTable(
      columns: ordered(Set(lists.keys), in: text).map { name in
        DataTable.Column(name: name, cells: (lists[name] ?? []).map { cell($0) })
      })
  }

  private static var noRows: AgentError {
    AgentError(code: "no_data", message: "The JSON holds no rows.")
  }

  /// As they first stand in the text: a decoded object has lost its order.
  private static func ordered(_ names: Set<String>, in text: String) -> [String] {
    let places = names.map { name in
      (name, text.range(of: "\"\(name)\"")?.lowerBound ?? text.endIndex)
    }
    return places.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
  }

  private static func cell(_ value: JSONValue?) -> String {
    switch value {
    case nil, .null: ""
    case .string(let text): text
    case .bool(let bool): bool ? "true" : "false"
    case .number(let number): "\(number)"
    case .some(let other):
      (try? JSONEncoder().encode(other)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
  }
}
