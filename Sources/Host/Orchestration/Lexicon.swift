/// Words of the language, and only these: what agents can do comes from their cards.
enum Lexicon {
  /// Categories of requests that no loaded agent declares, so that the answer can say what was
  /// understood.
  static let categories: [(name: String, words: [String])] = [
    ("translation", ["translate", "translation"]),
    ("email", ["email", "mail", "inbox"]),
    ("travel", ["flight", "hotel", "trip", "travel", "book a table", "reservation"]),
    ("weather", ["weather", "forecast"]),
    ("image_generation", ["image", "picture", "photo", "logo", "draw"]),
    (
      "text_writing",
      [
        "poem", "essay", "article", "blog", "story", "letter", "summary", "summarize", "summarise",
        "report", "readme", "document", "outline",
      ]
    ),
    (
      "data_analysis",
      [
        "chart", "plot", "dataset", "csv", "tsv", "spreadsheet", "correlation", "outlier",
        "statistics",
      ]
    ),
    ("shopping", ["buy", "price", "order", "shop"]),
    ("question_answering", ["who", "what", "when", "where", "why", "how", "explain"]),
  ]

  /// Programming languages and the words that name them. "go" and "c" alone are too common.
  static let languages: [(name: String, words: [String])] = [
    ("python", ["python", "python3", "py", "pythonic"]),
    ("javascript", ["javascript", "js", "node js", "nodejs"]),
    ("typescript", ["typescript", "ts"]),
    ("java", ["java"]), ("kotlin", ["kotlin"]), ("rust", ["rust"]), ("swift", ["swift"]),
    ("ruby", ["ruby"]), ("php", ["php"]),
    ("go", ["golang"] + asLanguage("go")), ("c", ["ansi c"] + asLanguage("c")),
    ("c++", ["c++", "cpp"]), ("c#", ["c#", "csharp"]), ("haskell", ["haskell"]),
    ("scala", ["scala"]),
    ("perl", ["perl"]), ("sql", ["sql"]), ("bash", asLanguage("bash") + asLanguage("shell")),
    ("html", ["html", "css"]),
  ]

  /// A name that is also an ordinary word or letter counts where it stands like a language.
  private static func asLanguage(_ name: String) -> [String] {
    ["in \(name)", "using \(name)"]
      + ["function", "program", "code", "script", "class", "module", "package"].map {
        "\(name) \($0)"
      }
  }

  /// What stands for the thing that was made before. "it" and "that" alone are too common.
  static let backReferences =
    ["it", "this", "that", "them", "these", "those"].flatMap { word in
      ["for", "of", "to", "in", "with", "from", "on"].map { "\($0) \(word)" }
        + ["add", "make", "change", "rename", "test", "fix", "improve", "document", "refactor"].map
      {
        "\($0) \(word)"
      }
    } + ["the previous", "the above", "the same function", "the last one", "your code"]

  /// What is done to a thing that exists.
  static let changes = [
    "add", "include", "extend", "rename", "remove", "replace", "change", "convert", "rewrite",
    "refactor", "simplify", "shorten", "optimize", "optimise", "improve", "speed up", "fix",
    "handle", "document", "comment", "annotate", "instead",
  ]

  /// Words that say nothing about the subject of a request.
  static let stopWords: Set<String> = Set(
    Words(
      """
      a an the to of for in on with that this it is are be and or as by from at me my i you your we
      please can could would should want need give make write create build implement generate develop
      code function program script class method module python some new simple small get
      """
    ).stems)
}
