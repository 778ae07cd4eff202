/// A word that refers to something mentioned before.
enum Pronoun: Sendable, Equatable {
  /// "She", "his".
  case personal
  /// "It", "its".
  case neuter
  /// "They", "their", also for one person.
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
