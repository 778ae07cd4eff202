/// Words that are made of the name of a column: who supplies is a supplier, and who has absences is absent.
enum RelatedWords {
  /// Of verbs whose past has no ending of its own.
  private static let pasts: [String: [String]] = [
    "write": ["wrote", "written"], "drive": ["drove", "driven"], "teach": ["taught"],
    "sell": ["sold"], "ride": ["rode", "ridden"], "lead": ["led"], "build": ["built"],
    "speak": ["spoke", "spoken"], "sing": ["sang", "sung"], "hold": ["held"], "keep": ["kept"],
    "grow": ["grew", "grown"], "make": ["made"], "give": ["gave", "given"],
    "breed": ["bred"], "bring": ["brought"], "catch": ["caught"], "find": ["found"],
  ]
  /// Agents that have no ending of their own verb.
  private static let verbs = ["author": "write"]
  private static let shortest = 4

  /// Whether a verb says what the noun does: "supplies", "trained" and "wrote" of a supplier, a trainer and an
  /// author.
  static func isVerb(_ word: String, ofAgent noun: String) -> Bool {
    guard word.utf8.count <= 40, noun.utf8.count <= 40 else { return false }
    return bases(ofAgent: noun).contains { base in
      base.utf8.count >= shortest && forms(of: base).contains(word)
    }
  }

  /// What may have been made a noun by "-er" or "-or".
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

  /// The third person and the past.
  private static func forms(of base: String) -> [String] {
    var forms = [base + "s", base + "es", base + "ed"] + (pasts[base] ?? [])
    if base.hasSuffix("e") { forms.append(base + "d") }
    if base.hasSuffix("y") { forms += [base.dropLast() + "ies", base.dropLast() + "ied"] }
    if let last = base.last { forms.append("\(base)\(last)ed") }
    return forms
  }

  /// Whether a verb is the one of a past that a column is called by: "start", "starts" and "starting" of "started".
  static func isBase(_ word: String, ofPast past: String) -> Bool {
    guard word.utf8.count <= 40, past.utf8.count <= 40, word != past, past.hasSuffix("ed")
    else { return false }
    // "Started" is "start" and "hired" is "hire".
    let bases = [String(past.dropLast(2)), String(past.dropLast())]
    return bases.contains { base in
      base.utf8.count >= shortest
        && (word == base || word == base + "s" || word == base + "ing"
          || base.hasSuffix("e") && word == base.dropLast() + "ing")
    }
  }

  /// Whether a noun is that of the adjective by which a column is called: "absences" of "absent".
  static func isNoun(_ word: String, ofAdjective name: String) -> Bool {
    guard word.utf8.count <= 40, name.utf8.count >= 6 else { return false }
    return [("ence", "ent"), ("ance", "ant")].contains { noun, adjective in
      word.hasSuffix(noun) && name.hasSuffix(adjective)
        && word.dropLast(noun.count).utf8.elementsEqual(name.dropLast(adjective.count).utf8)
    }
  }
}
