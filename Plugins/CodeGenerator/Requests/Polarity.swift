/// One of two opposite directions: encode or decode, write or read. A function for one does not
/// answer a request for the other.
enum Polarity: CaseIterable {
  case forth, back

  private var opposite: Polarity { self == .forth ? .back : .forth }

  /// Words for the same pair of directions.
  private struct Family {
    let forth: Set<String>
    let back: Set<String>

    init(forth: String, back: String) {
      func stems(_ words: String) -> Set<String> {
        Set(words.split(separator: " ").map { Stemmer.stem(String($0)) })
      }
      self.forth = stems(forth)
      self.back = stems(back)
    }

    func sides(of stems: [String]) -> Set<Polarity> {
      let isForth = stems.contains(where: forth.contains)
      let isBack = stems.contains(where: back.contains)
      return Set((isForth ? [.forth] : []) + (isBack ? [.back] : []))
    }
  }

  private static let families = [
    Family(
      forth:
        "encode encrypt encryption encipher compress compression zip pack flatten escape serialize",
      back:
        "decode decrypt decryption decipher decompress decompression uncompress unzip unpack extract unflatten "
        + "unescape deserialize"),
    Family(
      forth: "write save dump export compose construct assemble build",
      back: "read load parse"),
  ]

  /// Verbs that may also refer to the code itself: "write a function", "build a class".
  private static let ofCode: Set<String> = [
    "write", "writes", "build", "builds", "writing", "building",
  ]
  private static let leading: Set<String> = [
    "to", "that", "which", "and", "or", "for", "then", "also",
  ]
  private static let articles: Set<String> = ["a", "an", "the", "some", "me", "any"]
  /// Things that are written as data, not as code.
  private static let data: Set<String> = [
    "csv", "json", "xml", "ini", "yaml", "tsv", "file", "files", "rows", "records", "zip",
  ]

  /// Whether a function can be the requested one, and whether its description has the same
  /// direction.
  enum Fit { case opposite, open, same }

  /// The directions that a request asks for in each family, with the word for each.
  struct Wanted {
    private let sides: [[Polarity: String]]

    init(_ text: String) {
      let words = SearchWords.words(in: SearchWords.withoutNegated(text))
      let said = words.indices.filter { Polarity.isOfThing($0, in: words) }
      sides = Polarity.families.map { family in
        var found: [Polarity: String] = [:]
        for index in said {
          for side in family.sides(of: [Stemmer.stem(words[index])]) where found[side] == nil {
            found[side] = words[index]
          }
        }
        // Decoding is applied to encoded text, and unzipping to a zip file.
        let isOfBoth = words.contains { ["and", "or", "back", "both"].contains($0) }
        if found.count == 2, !isOfBoth { found[.forth] = nil }
        return found
      }
    }

    /// How well a function of a recipe agrees with it.
    func agreement(of name: String, in recipe: Recipe) -> Fit {
      let fits = zip(sides, Polarity.families).map { wanted, family -> Fit in
        guard wanted.count == 1, let side = wanted.keys.first else { return .open }
        let own = Polarity.sides(of: name, in: recipe, family)
        return own == [side] ? .same : own == [side.opposite] ? .opposite : .open
      }
      return fits.contains(.opposite) ? .opposite : fits.contains(.same) ? .same : .open
    }

    /// Whether a recipe has a function for it.
    func isMet(by recipe: Recipe) -> Bool {
      let names = recipe.definitions.map(\.name)
      return names.isEmpty || names.contains { agreement(of: $0, in: recipe) != .opposite }
    }

    /// Whether the request asks for both directions and the recipe has a function for just one of
    /// them.
    func needsBoth(of recipe: Recipe) -> Bool {
      zip(sides, Polarity.families).contains { wanted, family in
        wanted.count == 2
          && recipe.definitions.contains {
            Polarity.sides(of: $0.name, in: recipe, family).count == 1
          }
      }
    }

    /// The words for the directions that the recipe lacks, if the request asks for both.
    func missing(in recipe: Recipe) -> [String] {
      zip(sides, Polarity.families).flatMap { wanted, family -> [String] in
        guard wanted.count == 2 else { return [] }
        let own = recipe.definitions.map { Polarity.sides(of: $0.name, in: recipe, family) }
        return Polarity.allCases.filter { side in
          !own.isEmpty && own.allSatisfy { $0 == [side.opposite] }
        }.compactMap { wanted[$0] }
      }
    }
  }

  /// False for "write a function", true for "a function to write CSV".
  private static func isOfThing(_ index: Int, in words: [String]) -> Bool {
    guard ofCode.contains(words[index]) else { return true }
    guard index > 0, leading.contains(words[index - 1]) else { return false }
    let next = words[(index + 1)...].first { !articles.contains($0) } ?? ""
    return data.contains(next) || !SearchWords.stop.contains(next)
  }

  /// By the function's name, else by the verb of its description, else by the recipe's title.
  private static func sides(of name: String, in recipe: Recipe, _ family: Family) -> Set<Polarity> {
    let summary = recipe.definitions.first { $0.name == name }?.summary ?? ""
    let texts = [
      name.replacing("_", with: " "), SearchWords.words(in: summary).first ?? "", recipe.title,
    ]
    return texts.lazy.map { family.sides(of: SearchWords.words(in: $0).map(Stemmer.stem)) }
      .first { !$0.isEmpty } ?? []
  }
}
