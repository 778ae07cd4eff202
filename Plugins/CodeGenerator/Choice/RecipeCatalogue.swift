import AgentKit
import CodeGeneratorCatalogue
import Foundation

/// All recipes: the built-in ones, and those in the folders that the operator configured.
struct RecipeCatalogue: Sendable {
  private(set) var recipes: [Recipe]

  /// Reads all recipes. A file in a folder that is not a recipe is logged with the reason and
  /// skipped; a recipe in a folder replaces a built-in one with the same name.
  init(folders: [String], log: AgentLog) {
    recipes = Self.builtIn
    for folder in folders {
      for path in Self.pythonFiles(in: folder, log: log) {
        do {
          let text = try String(contentsOfFile: path, encoding: .utf8)
          let recipe = try Recipe(text: text, origin: path)
          recipes.removeAll { $0.name == recipe.name }
          recipes.append(recipe)
        } catch {
          log(.warning, "recipe left out: \(path): \(error)")
        }
      }
    }
  }

  /// The library's own recipes; the tests read every one.
  static let builtIn: [Recipe] = {
    let bytes = UnsafeBufferPointer(start: hermes_recipes(), count: hermes_recipes_size())
    return bytes.split(separator: 0).compactMap { text in
      try? Recipe(text: String(decoding: text, as: UTF8.self), origin: "built-in")
    }
  }()

  private static func pythonFiles(in folder: String, log: AgentLog) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { $0.hasSuffix(".py") }.sorted().map { "\(folder)/\($0)" }
    } catch {
      log(.warning, "recipe folder left out: \(folder): \(error.localizedDescription)")
      return []
    }
  }
}
