/// Whether a request is in English, which alone is understood without a model.
enum RequestLanguage {
  /// Fewer words are too few to tell.
  private static let minimumWords = 3
  /// What other languages say as well.
  private static let sharedWords: Set<String> = [
    "a", "am", "an", "as", "do", "he", "in", "it", "me", "no", "of", "on", "or", "so", "was", "we",
  ]

  /// Whether none of the words that every English sentence has is in it.
  private static func isForeign(_ text: String) -> Bool {
    let words = RequestWords(text).words
    guard words.count >= minimumWords else {
      // Scripts without spaces have few words.
      return text.unicodeScalars.contains { $0.value >= 0x370 && $0.properties.isAlphabetic }
    }
    return !words.contains { word in
      !sharedWords.contains(word.text)
        && (Lexicon.functionWords.contains(word.text) || Lexicon.imperatives.contains(word.text)
          || Lexicon.questionWords.contains(word.text))
    }
  }

  /// Words that sentences of other languages have and English ones have not.
  private static let foreignWords: Set<String> = Set(
    """
    der die das den dem des ein eine einen einer und oder nicht mit für von zu im auf ist sind wird wie
    le la les un une des du de et ou pas avec pour dans sur est sont peux moi mon ma
    el los las una y o con para por en es son que mi del al
    il lo gli uno e per di che sono
    os as um uma com não é
    het een van voor niet
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// Whether something in it is of another language, and nothing of English alone.
  static func isLikelyForeign(_ text: String) -> Bool {
    guard isForeign(text) else { return false }
    return text.unicodeScalars.contains { !$0.isASCII && $0.properties.isAlphabetic }
      || !foreignWords.isDisjoint(with: RequestWords(text).words.map(\.text))
  }

  /// Whether it surely is in another language: two such words, and none that is English alone.
  static func isSurelyForeign(_ text: String) -> Bool {
    let words = RequestWords(text).words
    let foreign = Set(words.map(\.text)).intersection(foreignWords)
    return foreign.count >= 2 && isForeign(text)
  }
}
