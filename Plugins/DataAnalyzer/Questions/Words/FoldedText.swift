/// The normalized form in which words of a request, names of columns and values of cells are
/// compared.
enum FoldedText {
  /// Lower case, with one space between runs of letters and digits: "unit price" for "Unit_Price"
  /// and "unitPrice".
  static func of(_ text: String) -> String {
    // An array: a view of scalars copies all its content on some appends.
    var result: [Unicode.Scalar] = []
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      let isWord = isWord(scalar)
      let isHump = scalar.properties.isUppercase && (last.map(\.properties.isLowercase) ?? false)
      if !isWord || isHump, let end = result.last, end != " " { result.append(" ") }
      if isWord {
        if scalar.isASCII, !scalar.properties.isUppercase {
          result.append(scalar)
        } else {
          result += scalar.properties.lowercaseMapping.unicodeScalars
        }
      }
      last = scalar
    }
    if result.last == " " { result.removeLast() }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: result)
    return String(view)
  }

  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return (48...57).contains(scalar.value) || (97...122).contains(scalar.value | 0x20)
    }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || scalar.properties.generalCategory == .nonspacingMark
  }

  /// The words of a folded text.
  static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

  private static let irregular = [
    "people": "person", "men": "man", "women": "woman", "children": "child", "indices": "index",
    "data": "data", "series": "series", "species": "species", "news": "news", "bus": "bus",
  ]

  /// "city" for "cities"; words that are not plurals are unchanged.
  static func singular(_ word: String) -> String {
    guard word.utf8.count <= 40 else { return word }
    if let found = irregular[word] { return found }
    func dropping(_ ending: String, more: String = "") -> String? {
      guard word.hasSuffix(ending), word.utf8.count > ending.utf8.count + 2 else { return nil }
      return word.dropLast(ending.count) + more
    }
    if word.hasSuffix("ss") || word.hasSuffix("us") || word.hasSuffix("is") { return word }
    if let found = dropping("ies", more: "y") { return found }
    for ending in ["sses", "shes", "ches", "xes", "zes"] {
      if word.hasSuffix(ending) { return String(word.dropLast(2)) }
    }
    return dropping("s") ?? word
  }

  /// Whether two longer words differ by one typo: a letter too many, too few, wrong, or two
  /// swapped. The first letter must match.
  static func isSlip(_ word: String, of name: String) -> Bool {
    guard word.utf8.count <= 40 else { return false }
    let (a, b) = (Array(word.utf8), Array(name.utf8))
    guard a.count >= 4, b.count >= 5, a != b, a[0] == b[0], abs(a.count - b.count) <= 1 else {
      return false
    }
    let start = zip(a, b).prefix { $0 == $1 }.count
    // "Drive" and "driver", "estimated" and "estimate" are different words.
    if start == min(a.count, b.count), let last = (a.count > b.count ? a : b).last,
      "rdsn".utf8.contains(last)
    {
      return false
    }
    let end = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
    let longest = max(a.count, b.count)
    if start + end >= longest - 1 { return true }
    return a.count == b.count && start + end >= longest - 2 && start + 1 < a.count
      && a[start] == b[start + 1] && a[start + 1] == b[start]
  }
}
