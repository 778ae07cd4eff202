import Testing

@testable import HermesOrchestration

struct RequestLanguageTests {
  @Test(
    "Requests in other languages are told from English ones",
    arguments: [
      ("Wie wird das Wetter morgen?", true), ("Écris une fonction pour trier une liste", true),
      ("Escribe una función que sume números", true), ("天气怎么样", true), ("Привет, как дела", true),
      ("Hallo, was kannst du?", true), ("What is the weather?", false),
      ("Book a flight to Oslo", false), ("hello there", false),
      ("asdf qwer", false), ("Draw a picture of a sailing boat.", false),
      ("Translate 'guten Morgen' into French", false), ("", false),
    ])
  func languages(text: String, isForeign: Bool) {
    #expect(RequestLanguage.isLikelyForeign(text) == isForeign)
  }

  @Test(
    "Two words of another language and none of English make it sure",
    arguments: [
      ("Schreibe eine Funktion, die sortiert", true), ("Écris une fonction pour les listes", true),
      ("Escribe una función que sume los números", true), ("python die roll", false),
      ("Write the code for the die", false), ("merge sort o n log n", false), ("", false),
    ])
  func surely(text: String, isForeign: Bool) {
    #expect(RequestLanguage.isSurelyForeign(text) == isForeign)
  }
}
