/// Whether a request is in English, which alone is understood without a model.
enum RequestLanguage {
  /// Fewer words are too few to tell.
  private static let minimumWords = 3
  /// What other languages say as well.
  private static let sharedWords: Set<String> = [
    "a", "am", "an", "as", "do", "he", "in", "it", "me", "no", "of", "on", "or", "so", "was", "we",
  ]

  /// Whether none of the words that every English sentence has is in it.
  static func isForeign(_ text: String) -> Bool {
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
}
