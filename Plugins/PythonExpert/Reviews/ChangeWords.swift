/// The words of a clause that asks for changes to a module, and those of them that no change
/// covers.
enum ChangeWords {
  /// Words by which a clause asks for a removal or for no change, instead of a change.
  private static let against: Set<String> = [
    "remove", "delete", "drop", "rid", "strip", "without", "no", "not", "don", "dont", "doesn",
    "never", "less", "fewer", "much", "many", "replace", "instead", "except", "disable", "avoid",
    "clean", "undo", "revert", "stop",
  ]

  /// Words that say how, where or for whom, without affecting the change.
  private static let plain: Set<String> = set(
    """
    add include insert put write make create generate give provide need needs want wants have has get
    do does some more any proper good better nice basic simple useful short missing full complete a an
    the to in into for of on at with and then also too as well so now here there where needed
    necessary possible please pls plz thx can could would should will you i we me us it its this that
    these those
    them all both every each everything everywhere whole entire both my our your code module
    function functions method methods class classes script program python snippet be is are please
    just extend rename call called name named public kindly appropriate corresponding suitable them their arguments
    argument parameter parameters input inputs s by hello hi hey thanks thank again first next finally
    following attached enclosed given provided pasted supplied above below
    after before once done out they re obvious wherever sensible example examples lack lacks lacking one ones still yet already
    """)

  /// Words from the names of changes.
  private static let ofChanges: Set<String> = set(
    """
    error errors handle handles handling type types check checks checking validation validate validates validating
    exception exceptions robust logging log logs logger docstring docstrings document documentation
    hint hints annotation annotations annotate annotated typing typed unit test tests case cases
    unittest unittests typehints
    """)

  /// Whether a clause names a change but asks for something other than making it.
  static func isAgainst(_ words: [String]) -> Bool { !against.isDisjoint(with: words) }

  /// The part of a clause that goes beyond the change: "to app.log", "at INFO level"; nil if there
  /// is none.
  /// - Parameter names: The names of the module's functions and classes, which are handled
  ///   separately.
  static func remainder(of clause: String, names: Set<String>) -> String? {
    // "To this file" refers to the module, "to a file" does not.
    let clause = clause.replacing(
      /(?i)\b(?:this|the|that|these|my|our|your|whole|entire|each|every|all)\s+(?:(?:python|attached|enclosed|uploaded|given|following)\s+)*(?:files?|attachments?)\b/,
      with: "it")
    let tokens = clause.split(whereSeparator: \.isWhitespace).map(String.init)
    func isKnown(_ token: String) -> Bool {
      !words(of: token).allSatisfy {
        plain.contains($0) || ofChanges.contains($0) || names.contains($0)
      }
    }
    guard let first = tokens.firstIndex(where: isKnown), let last = tokens.lastIndex(where: isKnown)
    else { return nil }
    // "in Google style", but not "Google style".
    let hasLead = first > 0 && leads.contains(tokens[first - 1].lowercased())
    return tokens[(hasLead ? first - 1 : first)...last].joined(separator: " ")
  }

  private static let leads: Set<String> = [
    "to", "in", "for", "with", "at", "on", "as", "by", "a", "an", "the",
  ]

  static func words(of text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
  }

  private static func set(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
