/// The words of a text that matter for search.
enum SearchWords {
  /// Words that say nothing about what is wanted.
  static let stop = set(
    """
    a an the this that these those it its i me my we our you your he she they them their there here
    is are be been was were am do does did done can could should would will shall may might must
    have has had having not no nor and or but if then else than so as at by for from in into of off
    on onto out over per to up with without within via about between among through during before
    after again all any each every some such both either neither same other another more most much
    many few what which who whom whose when where why how please hi hello hey thanks thank just only
    also very really quite too like want wants wanted need needs needed give gives show shows tell
    let lets make makes making made get gets write writes writing written create creates creating
    implement implements implementing implementation build builds building code codes coding program
    programs programming programme develop develops developing produce produces provide provides
    python python3 py pythonic function functions method methods routine snippet snippets script
    scripts module modules class classes helper tool utility library def define defines defining
    simple easy short small nice good clean efficient efficiently fast quick quickly basic better
    best proper properly correct correctly robust well new own complete full working works work use
    uses used using example examples exercise tutorial demo solution way help accept accepts take
    takes taking given return returns returning output outputs input inputs argument arguments
    parameter parameters result results whether one ones something thing things user users task
    called named name type types hint hints docstring docstrings doctest doctests test tests unit
    unittest unittests typed annotated annotation annotations comment comments documented possible
    algorithm algorithms approach support supports allow allows handle handles sure etc based s t
    """)

  /// Words that may tell two recipes apart but are missing from many good ones: a request is not
  /// refused because of them.
  static let weak = set(
    """
    calculate calculates calculating calculation compute computes computing computation find finds
    finding determine determines check checks checking checker verify verifies generate generates
    generating generator print prints printing display displays solve solves solving perform
    performs evaluate detect detects read reads load parse parses count counts counting convert
    converts converting conversion number numbers integer integers int float floats value values
    list lists array arrays string strings text word words item items element elements first last
    nth n k x y recursive recursively recursion iterative iteratively iteration loop loops dynamic
    term terms sequence series data structure structures object objects random two three several
    multiple positive negative non large larger small smaller time complexity o log efficient
    english standard lib stdlib case cases insensitive sensitive single line lines memory store
    stores keep keeps position positions index size length limit limited maximum minimum
    keys key from-scratch scratch elegant in-place place shop store year years day days old
    certain specific particular different various correctly order ordered sorted unsorted
    operation operations basic simple add remove class-based decorator context manager
    """)

  private static let stemmedWeak = Set(weak.map(Stemmer.stem))

  /// True for a stem that a recipe may lack.
  static func isWeak(_ stem: String) -> Bool { stemmedWeak.contains(stem) }

  /// The stems of the words that are not stop words, in order; numbers are left out.
  static func stems(in text: String) -> [String] {
    words(in: text).filter { !stop.contains($0) }.map(Stemmer.stem)
  }

  /// Lower-case words; "camelCase", "snake_case" and "tic-tac-toe" are several.
  static func words(in text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var previousWasLower = false
    // Words that would be lost: "A*" has no letters that could find it, "to" and "do" say nothing.
    let text = text.replacing("A*", with: "astar").replacing("'s ", with: " ")
      .replacing("to-do", with: "todo").replacing("To-do", with: "Todo")
    for character in text {
      if character.isLetter || character.isNumber {
        if character.isUppercase && previousWasLower { flush() }
        word.append(contentsOf: character.lowercased())
        previousWasLower = character.isLowercase
      } else {
        flush()
      }
    }
    flush()
    return words

    func flush() {
      if word.first?.isLetter == true { words.append(word) }
      word = ""
      previousWasLower = false
    }
  }

  private static func set(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
