import Alphabet
import Testing

@Test("Letters have words, everything else has none")
func lettersHaveWords() {
  #expect(Alphabet.word(for: "a") == "Alfa")
  #expect(Alphabet.word(for: "Z") == "Zulu")
  #expect(Alphabet.word(for: "é") == nil)
  #expect(Alphabet.word(for: "1") == nil)
}
