/// The words of a text that matter for search.
enum SearchWords {
  /// Words that say nothing about the wish.
  static let stop = set(
    """
    a an the this that these those it its i me my we our you your he she they them their there here
    is are be been was were am do does did done can could should would will shall may might must
    have has had having not no nor and or but if then else than so as at by for from in into of off
    on onto out over per to up with without within via about between among through during before
    after again all any each every some such both either neither another more most much
    many few what which who whom whose when where why how please hi hello hey thanks thank just only
    also very really quite too like want wants wanted need needs needed give gives show shows tell
    let lets make makes making made get gets write writes writing written create creates creating
    implement implements implementing implementation build builds building code codes coding program
    programs programming programme develop develops developing produce produces provide provides
    python python3 py pythonic function functions method methods routine snippet snippets script
    scripts module modules class classes helper tool utility library def define defines defining
    simple easy short nice good clean efficient efficiently fast quick quickly basic better
    best proper properly correct correctly robust well new own complete full working works work use
    uses used using example examples exercise tutorial demo solution way help accept accepts take
    takes taking given return returns returning output outputs input inputs argument arguments
    parameter parameters result results whether one ones something thing things user users task
    called named name type types hint hints docstring docstrings doctest doctests test tests unit
    unittest unittests typed annotated annotation annotations comment comments documented possible
    algorithm algorithms approach support supports allow allows handle handles sure etc based s t us func thx
    pls plz plus d ll ve re m isn aren wasn weren don doesn didn hasn haven hadn couldn wouldn shouldn
    """)

  /// Words of every second request, which neither identify a recipe nor change the wish. Words that
  /// do, such as "nth", "longest", "sum" or "random", must not be added: a recipe must contain
  /// them.
  static let neutral = set(
    """
    calculate calculates calculating calculation calculations compute computes computing computation
    find finds finding determine determines check checks checking checker verify verifies generate
    generates generating generator print prints printing display displays solve solves solving solver
    perform performs evaluate evaluates evaluating detect detects detecting tell tells telling say says
    number numbers integer integers int ints float floats value values list lists array arrays string
    strings text texts item items element elements n k x y o object objects data structure structures
    english standard lib stdlib case cases insensitive sensitive positive negative valid invalid empty
    none error errors raise raises raising exception exceptions large larger small smaller big bigger
    efficient time complexity store stores keep keeps keeping readable certain specific particular
    different various correctly basic operation operations someone person two three several multiple
    order ordered sorted unsorted ascending increasing convert converts converting conversion read
    reads load loads ordinary plain normal regular usual typical little tiny proper friendly elegant generic
    command line terminal shell cli console executable run runs running pass passes type types typed
    homework school lesson kid kids got took whole stay stays remain remains inside however goes class exam interview daughter son friend boss colleague junior whatever
    anything everything something nothing fancy guy term terms sequence series loop loops
    word words forwards names using based look looks work works love great cool awesome
    put together oop stdin stdout keyboard choose chooses chosen back forth ready now somebody someone
    turn turns turned into same
    forget worry hesitate review reviews reviewed tested afterwards please kindly ignoring ignore ignores disregarding
    """)

  private static let common = stop.union(neutral)

  /// Neutral words that distinguish two recipes if they are part of a keyword: "two sum", "sort
  /// small integers".
  private static let qualifying = Set(
    [
      "two", "three", "several", "multiple", "large", "larger", "small", "smaller", "big", "bigger",
      "positive", "negative", "empty", "readable", "same",
    ].map(stem))

  /// Verbs that apply to many things and identify none of them.
  private static let deeds = Set(
    [
      "combine", "merge", "join", "split", "remove", "delete", "count", "sort", "compare", "swap",
      "shuffle", "reverse", "group", "filter", "random", "rename", "mask", "format",
    ].map(stem))

  /// Whether a keyword must match by more than this word.
  static func saysLittle(_ stem: String) -> Bool { deeds.contains(stem) }

  /// Whether a keyword requires it.
  static func isNeeded(_ stem: String) -> Bool { !isNeutral(stem) || qualifying.contains(stem) }

  /// Marks the stem of a neutral word: "sorted" means little, while "sort" says what is wanted.
  private static let mark: Character = "~"

  /// Without what a text excludes: "without interest on interest" does not describe interest on
  /// interest.
  static func withoutNegated(_ text: String) -> String {
    negation.replaced(in: text, with: "")
  }

  private static let negation = Pattern(#"\b(?:without|not|no|never|except)\b[^.,;:)\n]*"#)

  /// Whether it neither identifies a recipe nor changes the wish.
  static func isNeutral(_ stem: String) -> Bool { stem.first == mark }

  static func marked(_ stem: String) -> String { "\(mark)\(stem)" }

  /// Without the mark.
  static func plain(_ stem: String) -> String { isNeutral(stem) ? String(stem.dropFirst()) : stem }

  /// The common word that a misspelled word ("funtion") stands for.
  static func isCommon(near stem: String) -> Bool {
    let least = max(5, stem.count)
    return common.contains { $0.count >= least && Slip.isOne(from: $0, to: stem) }
  }

  /// The stems of all words except stop words, in order; stems of neutral words are marked, numbers
  /// are left out.
  static func stems(in text: String) -> [String] {
    words(in: text).filter { !stop.contains($0) && !isRunTogether($0) }.map(stem)
  }

  /// Whether a word consists of two meaningless words without the blank between them ("eachother").
  private static func isRunTogether(_ word: String) -> Bool {
    guard word.utf8.count >= 7, !neutral.contains(word) else { return false }
    return word.indices.dropFirst(3).dropLast(2).contains { place in
      let second = String(word[place...])
      return stop.contains(String(word[..<place])) && (stop.contains(second) || second == "other")
    }
  }

  /// The stem of one word.
  static func stem(_ word: String) -> String {
    let stem = Stemmer.stem(word)
    return neutral.contains(word) ? marked(stem) : stem
  }

  /// Words whose stem would be that of another thing: combinations.
  private static let synonyms = ["combine": "merge", "combines": "merges", "combined": "merged"]

  /// Lower-case words; "camelCase", "snake_case" and "tic-tac-toe" are several words, "ISBN-13" is
  /// one because the number distinguishes it.
  static func words(in text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var previousWasLower = false
    var isHyphened = false
    // Words that would get lost: "A*" has no letters to search for, "to" and "do" are stop words.
    let text = text.replacing("A*", with: "astar").replacing("'s ", with: " ")
      .replacing("orking day", with: "orkday").replacing("to-do", with: "todo").replacing(
        "To-do", with: "Todo")
    for character in text {
      if isHyphened, !character.isNumber { flush() }
      if character.isLetter || character.isNumber {
        if character.isUppercase && previousWasLower { flush() }
        word.append(contentsOf: character.lowercased())
        previousWasLower = character.isLowercase
      } else if character == "-", word.last?.isLetter ?? false {
        isHyphened = true
        continue
      } else {
        flush()
      }
      isHyphened = false
    }
    flush()
    return words

    func flush() {
      if word.first?.isLetter == true { words.append(synonyms[word] ?? word) }
      word = ""
      previousWasLower = false
    }
  }

  private static func set(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
