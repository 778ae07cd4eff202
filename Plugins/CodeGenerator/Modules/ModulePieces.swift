/// A Python module split into pieces, so that it can be joined with others.
struct ModulePieces {
  /// One name that an import binds.
  struct Import: Hashable {
    /// Nil for "import json".
    let module: String?
    /// "json", "List", "ElementTree as Tree".
    let thing: String

    var name: String { thing.split(separator: " ").last.map(String.init) ?? thing }
  }

  private(set) var imports: Set<Import> = []
  /// Everything after the docstring and the imports.
  private(set) var body: [Substring] = []
  /// The names that the module defines at its top level, besides imports.
  private(set) var names: Set<String> = []

  /// Nil if an import spans several lines or is placed between other code.
  init?(_ source: String) {
    guard source.hasPrefix("\"\"\""),
      let docstring = source.dropFirst(3).firstRange(of: "\"\"\"")
    else { return nil }
    let lines = source[docstring.upperBound...].lines
    let head = lines.prefix { $0.allSatisfy(\.isWhitespace) || Self.isImport($0) }
    body = Array(lines.dropFirst(head.count))
    names = Set(body.compactMap(Self.definedName))
    guard !body.contains(where: Self.isImport) else { return nil }
    for line in head where Self.isImport(line) {
      guard let found = Self.imports(in: line) else { return nil }
      imports.formUnion(found)
    }
  }

  /// Whether both can be in one module: no name has two meanings.
  func isCompatible(with other: ModulePieces) -> Bool {
    let foreign = Set(other.imports.subtracting(imports).map(\.name))
    let bound = Set(imports.map(\.name))
    return names.isDisjoint(with: other.names) && names.isDisjoint(with: other.imports.map(\.name))
      && other.names.isDisjoint(with: bound) && foreign.isDisjoint(with: bound)
  }

  /// Import statements, one per module.
  static func lines(for imports: Set<Import>) -> [String] {
    let modules = imports.filter { $0.module == nil }.map { "import \($0.thing)" }.sorted()
    let parts = Dictionary(grouping: imports.filter { $0.module != nil }) { $0.module ?? "" }
    return modules
      + parts.keys.sorted().map { module in
        let things = (parts[module] ?? []).map(\.thing).sorted()
        return "from \(module) import \(things.joined(separator: ", "))"
      }
  }

  private static func isImport(_ line: Substring) -> Bool {
    line.hasPrefix("import ") || line.hasPrefix("from ")
  }

  private static func imports(in line: Substring) -> [Import]? {
    let words = line.split(separator: " ")
    guard !line.contains(where: { "(*;#\\".contains($0) }), words.count > 1,
      words[1] != "__future__"
    else { return nil }
    let isFrom = words[0] == "from"
    guard !isFrom || words.count > 3 && words[2] == "import" else { return nil }
    let things = words.dropFirst(isFrom ? 3 : 1).joined(separator: " ").split(separator: ",")
    return things.map { thing in
      let words = thing.split(separator: " ")
      return Import(
        module: isFrom ? String(line.split(separator: " ")[1]) : nil,
        thing: words.joined(separator: " "))
    }
  }

  /// The name that a top-level line defines.
  private static func definedName(in line: Substring) -> String? {
    guard let first = line.first, first.isLetter || first == "_" else { return nil }
    let words = line.split(separator: " ", maxSplits: 2)
    let named = ["def", "class"].contains(words[0]) && words.count > 1 ? words[1] : words[0]
    return String(named.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
  }
}
