/// Reduces the forms of an English word to one stem: "sorting", "sorts" and "sorted" become "sort".
///
/// Cruder than Porter's algorithm, which is sufficient because both sides of a comparison use it.
enum Stemmer {
  private static let suffixes: [(String, String)] = [
    ("tiplications", "tip"), ("tiplication", "tip"), ("tiplying", "tip"), ("tiplies", "tip"),
    ("tiplied", "tip"), ("tipliers", "tip"), ("tiplier", "tip"), ("fications", "fy"),
    ("fication", "fy"),
    ("ization", "iz"), ("isation", "iz"), ("ations", ""), ("ation", ""), ("ators", ""),
    ("ator", ""), ("ating", ""), ("ated", ""), ("ates", ""), ("ate", ""), ("ising", "iz"),
    ("ises", "iz"), ("ised", "iz"), ("ise", "iz"), ("izing", "iz"), ("izes", "iz"),
    ("ized", "iz"), ("izer", "iz"), ("ize", "iz"), ("ersions", "ert"), ("ersion", "ert"),
    ("erting", "ert"), ("erter", "ert"), ("iers", "y"), ("ier", "y"), ("ies", "y"), ("ied", "y"),
    ("ively", ""), ("ive", ""), ("ing", ""), ("ings", ""), ("edly", ""), ("ed", ""), ("ers", ""),
    ("er", ""), ("sses", "ss"), ("es", ""), ("ss", "ss"), ("us", "us"), ("s", ""), ("ly", ""),
    ("e", ""),
  ]

  static func stem(_ word: String) -> String {
    for (suffix, replacement) in suffixes where word.hasSuffix(suffix) {
      let kept = word.dropLast(suffix.count)
      guard kept.count >= 3 else { continue }
      return undoubled(String(kept) + replacement)
    }
    return word
  }

  /// "stopp" becomes "stop"; "ll" and "ss" are kept because they end words such as "call" and
  /// "class".
  private static func undoubled(_ stem: String) -> String {
    let end = stem.suffix(2)
    guard stem.count > 3, let last = end.last, end.first == last, !"lsaeiou".contains(last) else {
      return stem
    }
    return String(stem.dropLast())
  }
}
