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
      ("asdf qwer", false), ("Translate 'guten Morgen' into French", false), ("", false),
    ])
  func languages(text: String, isForeign: Bool) {
    #expect(RequestLanguage.isForeign(text) == isForeign)
  }
}
