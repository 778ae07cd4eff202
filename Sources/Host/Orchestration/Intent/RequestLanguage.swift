/// Tells English requests from others. Without a model only English is understood.
enum RequestLanguage {
  /// Shorter texts are not judged.
  private static let minimumWords = 3
  /// Words that occur in other languages as well.
  private static let sharedWords: Set<String> = [
    "a", "am", "an", "as", "do", "he", "in", "it", "me", "no", "of", "on", "or", "so", "was", "we",
  ]

  /// Whether the text contains none of the words that every English sentence contains.
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

  /// Words that occur in sentences of other languages and not in English ones.
  private static let foreignWords: Set<String> = Set(
    """
    der die das den dem des ein eine einen einer und oder nicht mit für von zu im auf ist sind wird wie
    le la les un une des du de et ou pas avec pour dans sur est sont peux moi mon ma
    el los las una y o con para por en es son que mi del al
    il lo gli uno e per di che sono
    os as um uma com não é
    het een van voor niet
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// Whether some words are from another language and none is exclusively English.
  static func isLikelyForeign(_ text: String) -> Bool {
    guard isForeign(text) else { return false }
    return text.unicodeScalars.contains { !$0.isASCII && $0.properties.isAlphabetic }
      || !foreignWords.isDisjoint(with: RequestWords(text).words.map(\.text))
  }

  /// Whether the text is certainly in another language: two such words, and none that is
  /// exclusively English.
  static func isSurelyForeign(_ text: String) -> Bool {
    let words = RequestWords(text).words
    let foreign = Set(words.map(\.text)).intersection(foreignWords)
    return foreign.count >= 2 && isForeign(text)
  }
}
