/// A word for what was named before.
enum Pronoun: Sendable, Equatable {
  /// "She", "his".
  case personal
  /// "It", "its".
  case neuter
  /// "They", "their", also of one person.
  case plural

  init?(_ word: String) {
    switch word {
    case "she", "he", "her", "hers", "his", "him": self = .personal
    case "it", "its": self = .neuter
    case "they", "their", "theirs", "them": self = .plural
    default: return nil
    }
  }
}
