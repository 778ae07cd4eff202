import Foundation

/// The result of a recipe's function, according to its annotation.
struct FunctionResult {
  /// In lower case; nil for a class or a missing annotation.
  private let annotation: String?
  private let isCount: Bool

  init(of function: String, in recipe: Recipe) {
    let source = recipe.source
    let head = source.range(of: "def \(function)(")
    let arrow = head.flatMap { source[$0.upperBound...].range(of: "->") }
    annotation = arrow.map {
      source[$0.upperBound...].prefix { $0 != ":" && $0 != "\n" }.lowercased()
    }
    isCount = function.hasPrefix("count_")
  }

  /// Whether it returns several separate things.
  var isSeveral: Bool {
    guard let annotation else { return true }
    return ["list", "iterator", "tuple", "sequence", "set[", "dict"].contains(
      where: annotation.contains)
  }

  /// Whether it is a single number.
  private var isNumber: Bool {
    annotation.map { ["int", "float", "bool"].contains($0.trimmingCharacters(in: .whitespaces)) }
      ?? false
  }

  /// Things without a number for each: pairs of a word and its count have one.
  private var isOfThings: Bool {
    guard let annotation else { return false }
    return ["list", "iterator", "set["].contains(where: annotation.contains)
      && !(annotation.contains("tuple[") && annotation.contains("int"))
  }

  /// What a request says about the number of results.
  struct Asked {
    private let isNumber: Bool
    private let isList: Bool
    private let isOfThings: Bool

    // "With a given number of rows" describes the input.
    private static let number = Pattern(
      #"(?<!\b(?:with|by|for|given|takes|take|any|a|an|random|certain|n|of|and)\s)(?<!\b(?:with|by|given|takes|take|and)\s(?:the|a)\s)\b(?:number\s+of|how\s+many)\b(?!\s+(?:days|times|hours|minutes|seconds|bytes)\s+(?:to|into)\b)"#
    )
    private static let list = Pattern(
      #"\b(?:that|which|to)\s+lists?\s+(?:all\s+)?(?:the\s+)?\w+s\b"#)
    private static let things = Pattern(
      #"\b(?:returns?|returning|gets?|getting|extracts?|extracting|lists?|finds?)\s+(?:all\s+)?(?:of\s+)?(?:the\s+)?\w+s\s+(?:of|in|from)\b"#
    )
    private static let count = Pattern(
      #"\b(?:counts?|counting|number|many|often|amount|total|sum)\b"#)

    init(_ text: String) {
      isNumber = Self.number.isFound(in: text)
      isList = Self.list.isFound(in: text)
      isOfThings = Self.things.isFound(in: text) && !Self.count.isFound(in: text)
    }

    func isResult(of function: String, in recipe: Recipe) -> Bool {
      let result = FunctionResult(of: function, in: recipe)
      // "The missing number of a sequence" is one of its elements, not a count.
      let isOne = recipe.title.lowercased().contains("number of")
      if isNumber, result.isOfThings, !isOne { return false }
      if isList, result.isNumber { return false }
      return !(isOfThings && result.isNumber && result.isCount)
    }

    /// Whether a recipe has a function with such a result.
    func isResult(of recipe: Recipe) -> Bool {
      let names = recipe.definitions.map(\.name)
      return names.isEmpty || names.contains { isResult(of: $0, in: recipe) }
    }
  }
}
