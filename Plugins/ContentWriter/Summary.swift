/// The sentences that say most of a text, in its order: those with many of its frequent words, the
/// first ones a little more, and none that repeats another. The same text gives the same summary.
enum Summary {
  /// Comparing all with all takes its time.
  private static let maximumSentences = 2000
  private static let stop = Set(
    """
    a about after all also an and any are as at be because been before being but by can could did do
    does for from had has have he her his how i if in into is it its just may more most no not of on
    only or other our out over she should so some such than that the their them then there these they
    this those to under up was we were what when which while who will with would you your
    der die das und ist ein eine mit von zu im in den auf für nicht sich des dem es auch als an
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  static func of(_ sentences: [String], count: Int) -> [String] {
    var seen: Set<String> = []
    let distinct = sentences.prefix(maximumSentences).filter { seen.insert($0).inserted }
    let words = distinct.map(contentWords)
    var frequency: [String: Double] = [:]
    for word in words.joined() { frequency[word, default: 0] += 1 }
    let scored = words.enumerated().map { index, words -> (index: Int, score: Double) in
      guard !words.isEmpty else { return (index, 0) }
      // Summed in one order: sets have another in every run.
      let weight = words.sorted().reduce(0) { $0 + (frequency[$1] ?? 0) }
      let position = 1 + 0.5 / Double(index + 1)
      // Long sentences have more words, but not so much more to say.
      return (index, weight / (Double(words.count) + 4) * position)
    }
    var chosen: [Int] = []
    for (index, score) in scored.sorted(by: { ($1.score, $0.index) < ($0.score, $1.index) }) {
      guard chosen.count < count, score > 0 else { break }
      let repeats = chosen.contains { overlap(words[$0], words[index]) > 0.6 }
      if !repeats { chosen.append(index) }
    }
    return chosen.sorted().map { distinct[$0] }
  }

  /// A fifth of the text, but 2 to 6 sentences.
  static func length(of sentences: Int) -> Int { min(6, max(2, (sentences + 4) / 5)) }

  private static func contentWords(_ sentence: String) -> Set<String> {
    let words = sentence.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    return Set(words.filter { !stop.contains($0) && ($0.count > 1 || $0.first?.isNumber == true) })
  }

  private static func overlap(_ a: Set<String>, _ b: Set<String>) -> Double {
    let union = a.union(b).count
    return union == 0 ? 0 : Double(a.intersection(b).count) / Double(union)
  }
}
