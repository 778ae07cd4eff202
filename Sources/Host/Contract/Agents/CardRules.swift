/// Finds members of a card that have no effect or an unintended one. Such a card is loaded all the
/// same.
package enum CardRules {
  /// Phrases without a final full stop; each names the member.
  /// - Parameter json: a card that `AgentCard.parse` has accepted.
  package static func warnings(_ json: JSONValue) -> [String] {
    let block = json["hermes"]?.object ?? JSONObject()
    let skills = (json["skills"]?.array ?? [])
    let ids = skills.compactMap { $0["id"]?.string }
    var found = unknown(
      in: block, known: ["max_concurrency", "deadline_ms", "requires", "skills"], "hermes")
    for (id, rules) in block["skills"]?.object?.members ?? [] {
      guard ids.contains(id) else {
        let meant = NearestName.nearest(to: id, among: ids).map { "did you mean \($0)" }
        found.append(
          "its card's hermes.skills.\(id) is not one of its skills; "
            + (meant.map { $0 + "?" } ?? "it has \(ids.joined(separator: ", "))"))
        continue
      }
      found += unknown(
        in: rules.object ?? JSONObject(),
        known: ["category", "capabilities", "task", "idempotent", "arguments_schema"],
        "hermes.skills.\(id)")
    }
    for (key, place) in [("defaultInputModes", json), ("defaultOutputModes", json)] {
      found += modeFaults(in: place[key], at: key)
    }
    for (index, skill) in skills.enumerated() {
      for key in ["inputModes", "outputModes"] {
        found += modeFaults(in: skill[key], at: "skills[\(index)].\(key)")
      }
    }
    return found
  }

  private static func unknown(
    in object: JSONObject, known: [String], _ place: String
  ) -> [String] {
    object.keys.filter { !known.contains($0) }.map { key in
      let meant = NearestName.nearest(to: key, among: known).map { "did you mean \($0)?" }
      return "its card's \(place).\(key) is not a member; "
        + (meant ?? "known here: \(known.sorted().joined(separator: ", "))")
    }
  }

  /// Modes that do not have both a type and a subtype.
  private static func modeFaults(in value: JSONValue?, at place: String) -> [String] {
    (value?.strings ?? []).filter { mode in
      let halves = mode.split(separator: "/", omittingEmptySubsequences: false)
      return halves.count != 2 || halves.contains { $0.isEmpty }
    }.map { mode in
      "its card's \(place) has \"\(mode.prefix(64))\", which is not a media type; "
        + "write one such as text/\(mode.isEmpty ? "plain" : String(mode.prefix(64)))"
    }
  }
}
