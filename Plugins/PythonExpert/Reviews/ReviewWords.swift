/// The words of a clause that asks for a review or a fix, and whether a review covers them all.
enum ReviewWords {
  private static let plain: Set<String> = Set(
    """
    review check lint test analyze analyse verify inspect audit validate examine proofread look looking
    checking reviewing assess evaluate good ok okay correct right wrong bug bugs problem problems issue
    issues mistake mistakes error errors feedback quality improve debug fix compile compiles doctest
    doctests unused mend repair fail fails failing crash crashes broken work works working
    a an the to in into for of at with and or then also too as so now here there please pls plz can
    could should would will you i we me us it its this that these those them all any every each everything
    anything something nothing whole entire my our your code module function functions method methods
    class classes script program python snippet file attached enclosed given following provided pasted above below
    is are be was has have had do does did what which who how why if whether when not don doesn isn t
    s m ve re let just only over through out up kindly again first finally after before once done
    quick quickly brief careful carefully close closely thorough thoroughly proper properly possible potential obvious
    common second opinion think know see find found tell say show give make need needs want like there
    line lines syntax style pep pep8 8 linter lint warnings warning conventions convention standards standard
    best practice practices clean readable safe fine better nice nicely well run runs running ready
    pass passes passing passed suggestions suggestion comments comment hi hello hey thanks thank yours mine one ones
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// Whether there is a word that a review does not cover.
  /// - Parameter names: The names of the module's functions and classes.
  static func mentionsMore(than words: [String], names: Set<String>) -> Bool {
    words.contains { !plain.contains($0) && !names.contains($0) }
  }
}
