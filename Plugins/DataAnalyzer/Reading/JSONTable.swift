import AgentKit

/// Reads a table from JSON: objects, lists, columns, or one of these inside an object.
enum JSONTable {
  private static let maximumDepth = 3

  /// - Throws: `invalid_json`, `no_data`, `data_too_large` or `CancellationError`.
  static func read(_ text: String) throws -> DataTable {
    let values = try JSONReader.nodes(in: text)
    var table = try values.count == 1 ? table(values[0]) : rows(values)
    table.format = .json
    return table
  }

  private static func table(_ value: JSONNode) throws -> DataTable {
    switch value {
    case .array(let items): return try rows(items)
    case .object(let members): return try table(members)
    default: throw shape()
    }
  }

  /// - Parameter place: The position of a value that is not a row.
  private static func shape(_ place: String? = nil) -> AgentError {
    AgentError(
      code: "invalid_json",
      message: """
        The JSON is not a table\(place.map { ": \($0)" } ?? ""). Send an array of objects, [{"a": 1}, …], \
        an array of lists, or an object of arrays of the same length, {"a": [1, …]}.
        """)
  }

  private static func rows(_ items: [JSONNode]) throws -> DataTable {
    guard !items.isEmpty else { throw noRows }
    if items.allSatisfy({ $0.array != nil }) { return try lists(items.compactMap(\.array)) }
    if let odd = items.firstIndex(where: { $0.object == nil }) {
      throw shape(items.allSatisfy(\.isScalar) ? nil : "row \(odd + 1) is not an object")
    }
    return try objects(items.compactMap(\.object))
  }

  private static func objects(_ rows: [[JSONNode.Member]]) throws -> DataTable {
    var places: [TextKey: Int] = [:]
    var names: [String] = []
    var cells: [[String]] = []
    for (row, members) in rows.enumerated() {
      if row % 256 == 0 { try Task.checkCancellation() }
      for (index, member) in members.enumerated() {
        // Rows usually have the same members in the same order.
        let key = TextKey(member.name)
        let place: Int
        if index < names.count, TextKey(names[index]) == key {
          place = index
        } else if let known = places[key] {
          place = known
        } else {
          place = names.count
          try DataTable.check(rows: rows.count, columns: place + 1)
          names.append(member.name)
          cells.append([String](repeating: "", count: rows.count))
          places[key] = place
        }
        cells[place][row] = member.value.cell
      }
    }
    guard !names.isEmpty else { throw noRows }
    return DataTable(names: names, cells: cells)
  }

  private static func lists(_ rows: [[JSONNode]], names given: [String]? = nil) throws -> DataTable
  {
    let width = given?.count ?? rows[0].count
    if let odd = rows.firstIndex(where: { $0.count != width }) {
      throw shape("list \(odd + 1) has \(rows[odd].count) values and not \(width)")
    }
    guard width > 0 else { throw noRows }
    let texts = rows.map { $0.map(\.cell) }
    var (names, note) = (given, String?.none)
    if names == nil {
      let isText = rows[0].allSatisfy { if case .string = $0 { true } else { false } }
      let head = HeadRow(texts[0], above: Array(texts.dropFirst().prefix(60)))
      if isText, head.isHead { names = texts[0] } else { note = head.note }
    }
    let data = given == nil && names != nil ? Array(texts.dropFirst()) : texts
    guard !data.isEmpty else { throw noRows }
    try DataTable.check(rows: data.count, columns: width)
    var table = DataTable(
      names: names ?? [String](repeating: "", count: width),
      cells: (0..<width).map { column in data.map { $0[column] } })
    if names == nil {
      table.notes.append(
        note ?? "The lists have no names: the columns are called column 1, and so on.")
    }
    return table
  }

  private static func table(_ members: [JSONNode.Member]) throws -> DataTable {
    if let split = try split(members) { return split }
    let found = inside(members, depth: 1)
    if let first = found.first {
      var table = try self.table(first.value)
      table.notes.insert("The table is what \"\(first.path)\" of the JSON holds.", at: 0)
      if found.count > 1 {
        let others = found.dropFirst().prefix(5).map { "\"\($0.path)\"" }.joined(separator: ", ")
        table.notes.insert("Other tables of the JSON were not looked at: \(others).", at: 1)
      }
      return table
    }
    let columns = members.compactMap(\.value.array)
    if columns.count == members.count, let first = columns.first {
      guard columns.allSatisfy({ $0.count == first.count }) else {
        throw shape("its arrays are not of the same length")
      }
      guard !first.isEmpty else { throw noRows }
      try DataTable.check(rows: first.count, columns: columns.count)
      return DataTable(names: members.map(\.name), cells: columns.map { $0.map(\.cell) })
    }
    guard !members.isEmpty else { throw noRows }
    guard members.allSatisfy(\.value.isScalar) else { throw shape() }
    var table = try objects([members])
    table.notes.append("The JSON is one object: a table of one row.")
    return table
  }

  /// `{"columns": ["a"], "data": [[1]]}`, as pandas writes it.
  private static func split(_ members: [JSONNode.Member]) throws -> DataTable? {
    guard let names = members.first(where: { $0.name == "columns" })?.value.array,
      let rows = members.first(where: { $0.name == "data" })?.value.array?.map(\.array),
      !rows.isEmpty, names.allSatisfy(\.isScalar), rows.allSatisfy({ $0?.count == names.count })
    else { return nil }
    return try lists(rows.compactMap { $0 }, names: names.map(\.cell))
  }

  /// The arrays of objects or lists in members, the outer ones first.
  private static func inside(
    _ members: [JSONNode.Member], depth: Int
  ) -> [(path: String, value: JSONNode)] {
    var found: [(path: String, value: JSONNode)] = []
    for member in members {
      if let items = member.value.array, !items.isEmpty,
        items.allSatisfy({ $0.object != nil })
          || members.count == 1 && items.allSatisfy({ $0.array != nil })
      {
        found.append((member.name, member.value))
      }
    }
    guard found.isEmpty, depth < maximumDepth else { return found }
    return members.flatMap { member in
      (member.value.object.map { inside($0, depth: depth + 1) } ?? []).map {
        ("\(member.name).\($0.path)", $0.value)
      }
    }
  }

  private static var noRows: AgentError {
    AgentError(code: "no_data", message: "The JSON holds no rows.")
  }
}
