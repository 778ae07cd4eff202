/// The spelling alphabet.
public enum Alphabet {
  private static let words = [
    "Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett",
    "Kilo", "Lima", "Mike", "November", "Oscar", "Papa", "Quebec", "Romeo", "Sierra", "Tango",
    "Uniform", "Victor", "Whiskey", "X-ray", "Yankee", "Zulu",
  ]

  /// The word for a letter from A to Z in either case; nil for any other character.
  public static func word(for letter: Character) -> String? {
    guard let ascii = letter.asciiValue, letter.isLetter else { return nil }
    return words[Int(ascii | 0x20) - 97]
  }
}
