/// Whether a request is in English, which alone is understood without a model.
enum RequestLanguage {
  /// Fewer words are too few to tell.
  private static let minimumWords = 3

  /// Whether none of the words that every English sentence has is in it.
  static func isForeign(_ text: String) -> Bool {
    let words = RequestWords(text).words
    guard words.count >= minimumWords else {
      // Scripts without spaces have few words.
      return text.unicodeScalars.contains { $0.value >= 0x370 && $0.properties.isAlphabetic }
    }
    return !words.contains { word in
      Lexicon.functionWords.contains(word.text) || Lexicon.imperatives.contains(word.text)
        || Lexicon.questionWords.contains(word.text)
    }
  }
}
