import AgentKit

extension CodeGenerator {
  static let card = AgentCard(
    name: "CodeGenerator",
    description: """
      Writes Python modules with type hints, docstrings and doctests: with a language model, or from \
      an open catalogue of recipes. Says so when it has none for a request.
      """,
    version: "1.0.0", maxConcurrency: 16, deadlineMilliseconds: 180_000,
    skills: [
      AgentSkill(
        id: "write_python", name: "Write Python code",
        description: "Writes a Python function, class or program for a request in English.",
        tags: ["code_write", "python", "code", "function", "generate", "algorithm"],
        examples: [
          "Write a Python function to calculate fibonacci numbers",
          "Implement an LRU cache in Python",
          "Give me code that checks if a string is a palindrome, called check_palindrome",
          "Write a binary search with unit tests",
        ],
        inputModes: ["text/plain"], outputModes: ["text/x-python"],
        routing: AgentSkill.Routing(
          category: "code_generation",
          capabilities: [
            "code_write": AgentSkill.Capability(verbs: verbs, objects: objects),
            "algorithm": AgentSkill.Capability(verbs: makingVerbs, objects: knownThings),
          ],
          task: "Generate Python code", idempotent: true))
    ])

  private static let verbs = [
    "write", "create", "make", "implement", "generate", "build", "code", "develop", "give", "need",
    "want", "show", "define", "produce", "program", "provide", "design", "calculate", "compute",
    "prepare", "draft", "compose", "construct", "add", "like",
  ]
  private static let makingVerbs = [
    "write", "create", "make", "implement", "generate", "build", "code", "develop", "program",
    "design", "draft", "construct", "give",
  ]
  /// The titles and keywords of the built-in recipes, so that "implement quicksort" needs no
  /// "function". Of the single words only long ones: short ones are ambiguous.
  private static let knownThings: [String] = RecipeCatalogue.builtIn.flatMap { recipe in
    recipe.keywords.filter { keyword in
      keyword.split(separator: " ").count > 1
        || keyword.count > 7 && recipe.title.lowercased().contains(keyword)
    }
  }
  private static let objects = [
    "function", "func", "code", "program", "class", "method", "algorithm", "snippet", "module",
    "script",
    "decorator", "generator", "routine", "implementation", "helper", "iterator", "context manager",
    "tool", "python", "data structure", "solver", "parser", "calculator", "validator", "converter",
  ]
}
