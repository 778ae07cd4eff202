/// Words that are derived from a column's name: someone who supplies is a supplier, someone with
/// absences is absent.
enum RelatedWords {
  /// Irregular past forms of verbs.
  private static let pasts: [String: [String]] = [
    "write": ["wrote", "written"], "drive": ["drove", "driven"], "teach": ["taught"],
    "sell": ["sold"], "ride": ["rode", "ridden"], "lead": ["led"], "build": ["built"],
    "speak": ["spoke", "spoken"], "sing": ["sang", "sung"], "hold": ["held"], "keep": ["kept"],
    "grow": ["grew", "grown"], "make": ["made"], "give": ["gave", "given"],
    "breed": ["bred"], "bring": ["brought"], "catch": ["caught"], "find": ["found"],
  ]
  /// Agents whose names are not derived from their verbs.
  private static let verbs = ["author": "write"]
  private static let shortest = 4

  /// Whether a verb is the action of an agent: "supplies", "trained" and "wrote" for a supplier, a
  /// trainer and an author.
  static func isVerb(_ word: String, ofAgent noun: String) -> Bool {
    guard word.utf8.count <= 40, noun.utf8.count <= 40 else { return false }
    return bases(ofAgent: noun).contains { base in
      base.utf8.count >= shortest && forms(of: base).contains(word)
    }
  }

  /// The words from which "-er" or "-or" may have formed the noun.
  private static func bases(ofAgent noun: String) -> [String] {
    if let verb = verbs[noun] { return [verb] }
    guard noun.hasSuffix("er") || noun.hasSuffix("or") else { return [] }
    let stem = String(noun.dropLast(2))
    var bases = [stem, stem + "e"]
    if stem.hasSuffix("i") { bases.append(stem.dropLast() + "y") }
    let ends = stem.utf8.suffix(2)
    if ends.count == 2, ends.first == ends.last { bases.append(String(stem.dropLast())) }
    return bases
  }

  /// The third person and the past tense.
  private static func forms(of base: String) -> [String] {
    var forms = [base + "s", base + "es", base + "ed"] + (pasts[base] ?? [])
    if base.hasSuffix("e") { forms.append(base + "d") }
    if base.hasSuffix("y") { forms += [base.dropLast() + "ies", base.dropLast() + "ied"] }
    if let last = base.last { forms.append("\(base)\(last)ed") }
    return forms
  }

  /// Whether a verb belongs to a past tense that is a column's name: "start", "starts" and
  /// "starting" for "started".
  static func isBase(_ word: String, ofPast past: String) -> Bool {
    guard word.utf8.count <= 40, past.utf8.count <= 40, word != past, past.hasSuffix("ed")
    else { return false }
    // "Started" yields "start", "hired" yields "hire".
    let bases = [String(past.dropLast(2)), String(past.dropLast())]
    return bases.contains { base in
      base.utf8.count >= shortest
        && (word == base || word == base + "s" || word == base + "ing"
          || base.hasSuffix("e") && word == base.dropLast() + "ing")
    }
  }

  /// Whether a noun belongs to an adjective that is a column's name: "absences" for "absent".
  static func isNoun(_ word: String, ofAdjective name: String) -> Bool {
    guard word.utf8.count <= 40, name.utf8.count >= 6 else { return false }
    return [("ence", "ent"), ("ance", "ant")].contains { noun, adjective in
      word.hasSuffix(noun) && name.hasSuffix(adjective)
        && word.dropLast(noun.count).utf8.elementsEqual(name.dropLast(adjective.count).utf8)
    }
  }
}
