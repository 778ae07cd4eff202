import AgentKit

/// Several recipes as one module, for a request that asks for several things.
struct JoinedRecipes {
  private let parts: [AdaptedRecipe]
  /// Requested things that no recipe covers.
  private let missing: [String]
  private let wantsTests: Bool
  let module: String

  /// Nil if a name would have two meanings in one module.
  init?(
    _ parts: [AdaptedRecipe], for request: String, without missing: [String], wantsTests: Bool
  ) {
    var pieces: [ModulePieces] = []
    for part in parts {
      guard let piece = ModulePieces(part.adaptation.code), pieces.allSatisfy(piece.isCompatible)
      else {
        return nil
      }
      pieces.append(piece)
    }
    self.parts = parts
    self.missing = missing
    self.wantsTests = wantsTests
    let imports = pieces.reduce(into: Set()) { $0.formUnion($1.imports) }
    let titles = parts.map(\.recipe.title)
    let docstring = "\"\"\"" + titles.joined(separator: "; ") + ".\"\"\"\n\n"
    let lines = ModulePieces.lines(for: imports).map { $0 + "\n" }.joined()
    let bodies = pieces.map { piece in
      var body = piece.body[...]
      while body.last?.isEmpty == true { body.removeLast() }
      return body.joined(separator: "\n") + "\n"
    }
    let source =
      docstring + (lines.isEmpty ? "" : lines + "\n\n") + bodies.joined(separator: "\n\n")
    let notes = parts.flatMap(\.adaptation.notHonoured) + missing.map { ($0, Self.noRecipe) }
    let asked = Adaptation.withRequest(source, request: request, notHonoured: notes)
    module = wantsTests ? Adaptation.withTests(asked) : asked
  }

  private static let noRecipe = "No recipe does this."

  private static func unmet(_ thing: String) -> JSONValue {
    ["wish": .string(thing), "reason": .string(noRecipe), "code": "no_recipe"]
  }

  var titles: String { parts.map(\.recipe.title).joined(separator: "', '") }

  var name: String {
    let name = parts.map(\.recipe.name).joined(separator: "_and_")
    return (name.utf8.count > 60 ? "functions" : name) + ".py"
  }

  var result: AgentResult {
    let mains = parts.map { "`\($0.adaptation.name)`" }.joined(separator: ", ")
    let artifact = AgentArtifact(
      artifactId: CodeGenerator.artifactID, name: name,
      description: parts.map(\.recipe.title).joined(separator: "; "),
      parts: [AgentPart(text: module, mediaType: "text/x-python", filename: name)],
      metadata: [
        "source": .string("recipe:" + parts.map(\.source).joined(separator: "+")),
        "main": .string(parts[0].adaptation.name),
        "unmet": .array(parts.flatMap(\.unmet) + missing.map(Self.unmet)),
        "changes": .array(["in one module"] + (wantsTests ? ["unittest entry"] : [])),
      ])
    let notes =
      parts.flatMap(\.adaptation.notes) + missing.map { "Not done: \"\($0)\". \(Self.noRecipe)" }
    return AgentResult(
      text: "In one module, from the recipe catalogue: \(mains)."
        + notes.map { " " + $0 }.joined(),
      artifacts: [artifact])
  }
}
