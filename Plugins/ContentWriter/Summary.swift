/// The most informative sentences of a text, in their order: those with many frequent words, with a
/// small bonus for early ones, and none that repeats another. The same text gives the same summary.
enum Summary {
  private static let stop = Set(
    """
    a about after all also an and any are as at be because been before being but by can could did do
    does for from had has have he her his how i if in into is it its just may more most no not of on
    only or other our out over she should so some such than that the their them then there these they
    this those to under up was we were what when which while who will with would you your
    der die das und ist ein eine mit von zu im in den auf für nicht sich des dem es auch als an
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  static func summary(of sentences: [String], count: Int) -> [String] {
    var seen: Set<String> = []
    let distinct = sentences.prefix(Sentences.maximum).filter { seen.insert($0).inserted }
    let words = distinct.map(contentWords)
    var frequency: [String: Double] = [:]
    for word in words.joined() { frequency[word, default: 0] += 1 }
    let scored = words.enumerated().map { index, words -> (index: Int, score: Double) in
      guard !words.isEmpty else { return (index, 0) }
      // Summed in a fixed order: the order of a set differs between runs.
      let weight = words.sorted().reduce(0) { $0 + (frequency[$1] ?? 0) }
      let position = 1 + 0.5 / Double(index + 1)
      // Long sentences have more words but are not proportionally more informative.
      let kind = isLabelled(distinct[index]) ? 0.2 : 1
      return (index, weight / (Double(words.count) + 4) * position * kind)
    }
    return chosen(of: scored, words: numbered(words), count: count).map { distinct[$0] }
  }

  /// Each word as a number, in ascending order: they are compared often.
  private static func numbered(_ words: [Set<String>]) -> [[Int]] {
    var numbers: [String: Int] = [:]
    return words.map { words in
      words.map { word in
        if let number = numbers[word] { return number }
        numbers[word] = numbers.count
        return numbers.count - 1
      }.sorted()
    }
  }

  /// Sentences in order of choice, best first. A sentence next to a chosen one is about the same
  /// subject and is ranked after the rest of the text.
  private static func chosen(
    of scored: [(index: Int, score: Double)], words: [[Int]], count: Int
  ) -> [Int] {
    var left = scored.filter { $0.score > 0 }
    var chosen: [Int] = []
    while chosen.count < count,
      let best = left.indices.max(by: { (left[$0].score, $1) < (left[$1].score, $0) })
    {
      let index = left.remove(at: best).index
      guard !chosen.contains(where: { overlap(of: words[$0], and: words[index]) > 0.6 }) else {
        continue
      }
      chosen.append(index)
      for place in left.indices where abs(left[place].index - index) == 1 {
        left[place].score *= 0.6
      }
    }
    return chosen.sorted()
  }

  /// "Present: Ann, Bob": a labelled list, not a sentence.
  private static func isLabelled(_ sentence: String) -> Bool {
    let start = sentence.prefix(40)
    guard let colon = start.firstIndex(of: ":") else { return false }
    return start[..<colon].split(separator: " ").count <= 2
  }

  /// A third of a short text and less of a long one, but 2 to 6 sentences.
  static func length(of sentences: Int) -> Int { min(6, max(2, (sentences + 2) / 3)) }

  private static func contentWords(_ sentence: String) -> Set<String> {
    let words = sentence.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    return Set(words.filter { !stop.contains($0) && ($0.count > 1 || $0.first?.isNumber == true) })
  }

  /// The Jaccard similarity of two ascending lists.
  private static func overlap(of a: [Int], and b: [Int]) -> Double {
    var (i, j, common) = (0, 0, 0)
    while i < a.count, j < b.count {
      if a[i] == b[j] { common += 1 }
      (i, j) = (a[i] <= b[j] ? i + 1 : i, b[j] <= a[i] ? j + 1 : j)
    }
    let union = a.count + b.count - common
    return union == 0 ? 0 : Double(common) / Double(union)
  }
}
