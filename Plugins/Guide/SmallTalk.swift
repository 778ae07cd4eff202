/// Phrases that don't ask for work. The last one decides: "hello, what can you do" asks for
/// capabilities.
enum SmallTalk: CaseIterable {
  case greeting, farewell, thanks, help

  /// In lower case, without punctuation.
  var phrases: [String] {
    switch self {
    case .greeting:
      [
        "hi", "hello", "hey", "hi there", "hello there", "hey there", "good morning",
        "good afternoon", "good evening", "how are you", "how are you doing", "how is it going",
        "what s up",
        "greetings", "howdy", "nice to meet you",
      ]
    case .farewell:
      [
        "bye", "goodbye", "good bye", "see you", "see you later", "good night", "that is all",
        "that s all", "nothing else",
      ]
    case .thanks:
      [
        "thanks", "thank you", "thanks a lot", "many thanks", "thank you so much",
        "thank you very much", "thx", "cheers", "great", "perfect", "awesome", "nice", "cool",
        "well done", "good job", "great job", "good work", "nice work", "great work",
        "that s great", "that is great", "that s perfect", "that s nice", "that s helpful",
        "that s all i need",
        "that looks good", "that looks great", "looks good", "looks great", "that works",
        "it works",
        "that is helpful", "very helpful", "very nice", "very good", "love it", "i love it",
        "super", "wonderful",
        "fantastic", "excellent", "brilliant", "amazing", "lovely", "that was helpful",
        "that helped", "you are great", "you re great", "you are the best", "you re the best",
        "you rock",
        "you are awesome", "you re awesome", "you are amazing", "you re amazing", "neat", "sweet",
        "that was quick", "that was fast", "much appreciated", "good stuff", "nicely done", "bravo",
      ]
    case .help:
      [
        "help", "help me", "please help", "i need help", "can you help me", "could you help me",
        "how can you help", "how can you help me", "what can you do", "what can you do for me",
        "what do you do", "what can i do here", "what can i ask", "what can i ask you",
        "what should i ask", "what are you", "who are you", "what is this", "what is your name",
        "how do you work", "how does this work", "how do i use this", "how do i start",
        "what are you able to do", "what are you able to do for me", "what are your skills",
        "what are your capabilities",
        "which agents are there", "which agents are loaded", "what agents are there",
        "what agents are loaded", "show me what you can do", "tell me what you can do",
        "list your skills", "list the agents", "give me some examples", "show me some examples",
        "give me a few examples", "show me a few examples", "give me examples",
        "give me an example",
        "what can you help me with", "what can you help with", "what kind of things can you do",
        "what else can you do",
        "show me an example", "are you there",
      ]
    }
  }

  private static let maximumWords = 24

  /// Words that may accompany any of the phrases.
  static let courtesies = [
    "please", "hermes", "again", "so much", "ok", "okay", "everyone", "there", "and", "today", "so",
    "well", "then", "too", "also", "just", "really",
  ]

  /// Nil if the text is anything else.
  init?(_ text: String) {
    let words = Self.words(of: text)
    guard words.count <= Self.maximumWords,
      let found = Self.allCases.last(where: { $0.phrases.contains { Self.isSaid($0, in: words) } })
    else { return nil }
    self = found
  }

  private static func words(of text: String) -> [Substring] {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }
  }

  private static func isSaid(_ phrase: String, in words: [Substring]) -> Bool {
    let wanted = phrase.split(separator: " ")
    guard wanted.count <= words.count else { return false }
    return (0...(words.count - wanted.count)).contains { start in
      zip(wanted, words[start...]).allSatisfy { isMeant($0, by: $1) }
    }
  }

  /// Whether it is the word, allowing for one extra or missing letter, or two that are swapped.
  private static func isMeant(_ word: Substring, by written: Substring) -> Bool {
    guard word != written else { return true }
    let (short, long) = word.count < written.count ? (word, written) : (written, word)
    guard short.count >= 4 else { return false }
    if long.count == short.count + 1 {
      return long.indices.contains { long[..<$0] + long[long.index(after: $0)...] == short }
    }
    guard long.count == short.count else { return false }
    let unlike = zip(short, long).enumerated().filter { $0.element.0 != $0.element.1 }
    return unlike.count == 2 && unlike[0].offset + 1 == unlike[1].offset
      && unlike[0].element.0 == unlike[1].element.1 && unlike[0].element.1 == unlike[1].element.0
  }
}
