/// Words of the language. What agents can do is not listed here: it comes from their cards.
enum Lexicon {
  /// Categories that no loaded agent declares, so that the answer can still say what was
  /// understood.
  static let categories = namedCategories.map { (name: $0.name, words: Phrases($0.words)) }
  private static let namedCategories: [(name: String, words: [String])] = [
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
    ("database", ["sql", "mysql", "postgres", "postgresql", "sqlite", "mongodb", "database"]),
    ("shopping", ["buy", "price", "order a", "order me", "order some", "shop"]),
    ("question_answering", ["who", "what", "when", "where", "why", "how", "explain"]),
  ]

  /// Programming languages with the words that name them. "go" and "c" on their own are too common.
  static let languages = namedLanguages.map { (name: $0.name, words: Phrases($0.words)) }
  private static let namedLanguages: [(name: String, words: [String])] = [
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

  /// A language name that is also an ordinary word or letter counts only where it is used like a
  /// language.
  private static func asLanguage(_ name: String) -> [String] {
    ["in \(name)", "using \(name)"]
      + ["function", "program", "code", "script", "class", "module", "package"].map {
        "\(name) \($0)"
      }
  }

  /// Phrases for the thing that was made before. "it" and "that" on their own are too common.
  static let backReferences = Phrases(
    ["it", "this", "that", "them", "these", "those"].flatMap { word in
      ["for", "of", "to", "in", "with", "from", "on", "about"].map { "\($0) \(word)" }
        + ["add", "make", "change", "rename", "test", "fix", "improve", "document", "refactor"].map
      {
        "\($0) \(word)"
      }
    } + ["the previous", "the above", "the same function", "the last one", "your code"])

  /// Verbs for changes to an existing thing.
  static let changes = Phrases([
    "add", "include", "extend", "rename", "remove", "replace", "change", "convert", "rewrite",
    "refactor", "simplify", "shorten", "optimize", "optimise", "improve", "speed up", "fix",
    "handle", "document", "comment", "annotate", "instead",
  ])

  /// Verbs for actions outside of texts, code and data. "translate" is included: like the others it
  /// is a separate wish wherever it begins a clause.
  static let deeds: Set<String> = [
    "email", "mail", "send", "post", "publish", "tweet", "upload", "deploy", "translate", "book",
    "order", "buy", "reserve", "call", "phone", "remind", "schedule", "sing", "paint",
    "push",
    "install", "notify", "share", "print", "fax", "invite", "pay", "host",
  ]

  /// The verbs among `deeds` that send something to somebody.
  static let sendings: Set<String> = [
    "send", "email", "mail", "upload", "tweet", "publish", "fax", "forward",
  ]

  /// Other verbs that begin a wish.
  static let imperatives: Set<String> = [
    "write", "create", "make", "build", "give", "show", "tell", "explain", "describe", "summarize",
    "summarise", "compare", "list", "find", "solve", "convert", "plot", "chart", "graph",
    "visualize",
    "visualise", "analyze", "analyse", "calculate", "compute", "count", "sort", "check", "test",
    "fix",
    "review", "debug", "optimize", "optimise", "refactor", "rename", "document", "rewrite",
    "improve",
    "simplify", "generate", "implement", "design", "draft", "compose", "prepare", "suggest",
    "recommend",
    "answer", "predict", "forecast", "classify", "extract", "search", "look", "play", "open",
    "save",
    "delete", "remove", "add", "change", "replace", "turn", "transform", "merge", "split", "clean",
    "teach", "help", "choose", "pick", "rank", "rate", "translate", "transcribe", "paraphrase",
    "proofread", "correct", "estimate", "measure", "benchmark", "profile", "port", "migrate", "run",
    "execute", "download", "fetch", "scrape", "crawl", "monitor", "encrypt", "compress", "format",
  ]

  /// Words that open a request without meaning.
  static let fillers: Set<String> = [
    "please", "pls", "hi", "hello", "hey", "thanks", "thx", "ok", "okay", "so", "now", "also",
    "then",
    "and", "finally", "plus", "first", "next", "afterwards", "afterward", "maybe", "just", "kindly",
    "but", "well", "lastly", "besides", "additionally", "furthermore", "moreover", "after",
    "secondly",
  ]

  /// Remarks about an answer that ask for nothing.
  static let remarks: Set<String> = [
    "perfect", "great", "awesome", "wonderful", "excellent", "cool", "nice", "super", "fantastic",
    "brilliant", "amazing", "lovely", "good", "fine", "thank", "cheers",
  ]

  /// Words that open a clause about how something should be, which asks for nothing more.
  static let qualifiers: Set<String> = [
    "it", "they", "he", "she", "there", "its", "use", "using", "keep", "ensure", "do", "don",
    "never",
    "avoid", "include", "including", "handle", "support", "return", "returns", "returning", "raise",
    "raises", "allow", "accept", "with", "without", "no", "not", "nothing", "if", "when", "for",
    "in",
    "as", "at", "by", "because", "since", "while", "like", "such", "sorry", "assume", "note",
    "remember",
    "prefer", "the", "a", "an", "this", "that", "these", "those", "my", "our", "here", "name",
    "named",
    "called", "each", "every", "all", "both", "only", "or", "of", "on", "to", "from", "i", "we",
    "you",
  ]

  /// Words before the verb of a wish that is phrased as a question or in the first person.
  static let frames: [[String]] =
    ["can", "could", "would", "will"].flatMap { modal in
      ["you", "somebody", "someone", "anyone"].flatMap { [[modal, $0, "mind"], [modal, $0]] }
    } + [
      ["i", "would", "like", "you", "to"], ["i", "d", "like", "you", "to"],
      ["i", "want", "you", "to"],
      ["i", "need", "you", "to"], ["help", "me", "to"], ["help", "me"], ["let", "s"],
    ]

  static let questionWords: Set<String> = [
    "who", "what", "when", "where", "why", "how", "which", "whose", "is", "are", "was", "were",
    "does",
    "did", "should", "whats",
  ]

  /// Pronouns for a thing that was given or made before.
  static let pronouns: Set<String> = ["it", "this", "that", "them", "these", "those"]

  static let determiners: Set<String> = [
    "a", "an", "the", "my", "our", "your", "his", "her", "their", "this", "that", "these", "those",
    "some", "any", "another", "short", "quick", "simple", "small", "nice", "little", "good",
  ]

  /// After a thing to be made, these words introduce what it should do or be; that part asks for
  /// nothing else.
  static let relatives: Set<String> = [
    "that", "which", "who", "whose", "where", "to", "so", "can", "should", "must", "will", "given",
  ]

  /// Words that identify a text as English. They are never treated as typing errors.
  static let functionWords: Set<String> = Set(
    """
    a about above after again all also am an and any are as at be because been before being below
    between both but by can could did do does doing down during each few for from further get give had
    has have having he her here hers him his how i if in into is it its just know let like make me more
    most my no nor not now of off on once only or other our out over own please same she should so some
    such tell than that the their them then there these they this those through to too under until up
    use very want was we were what when where which while who whom why will with would write you your
    """.split(whereSeparator: \.isWhitespace).map(String.init))

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
