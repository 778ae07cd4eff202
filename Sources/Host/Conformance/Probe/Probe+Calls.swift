import AgentABI
import HermesContract
import HermesThreads

/// Probes with valid and invalid requests.
extension Probe {
  /// The outcome of the calls of a library.
  private struct Calls: Sendable {
    var count = 0
    var events = 0
    /// A call that ended without a result or an error.
    var unanswered: String?
    var hung: String?
    var invalid: String?
    var refusal: String?
    /// A result whose types the skill's card does not declare.
    var undeclared: String?
    var faults: [ProbeHost.FaultKind: String] = [:]

    mutating func add(_ host: ProbeHost) {
      for kind in [ProbeHost.FaultKind.event, .finishedTwice, .emittedOutside, .afterDestroy] {
        if let text = host.faults([kind]).first, faults[kind] == nil { faults[kind] = text }
      }
    }
  }

  func calls(_ library: ProbeLibrary) throws {
    let deadline = deadline
    stage("answering a normal request")
    let done = try onAgentThread { () throws -> Calls in
      var calls = Calls()
      for (index, card) in library.cards.enumerated() {
        let instance = try ProbeInstance(library, index: index)
        for skill in card.skills {
          let text = SampleRequest.text(for: skill)
          let request = SampleRequest.bytes(text, skill: skill)
          guard let (_, record) = instance.call(request, until: deadline) else {
            calls.hung = "no finish for \"\(text)\" in \(card.name)"
            return calls
          }
          Self.judge(record, name: "\(card.name) to \"\(text)\"", skill: skill, calls: &calls)
        }
        instance.destroy()
        calls.add(instance.host)
      }
      return calls
    }
    report(normalVerdict(done))
    report(finishVerdict(done))
    report(threadVerdict(done))
  }

  private static func judge(
    _ record: ProbeHost.Record, name: String, skill: Skill, calls: inout Calls
  ) {
    calls.count += 1
    calls.events += record.events
    guard let finish = record.finish else {
      let status = record.returned ?? 0
      if status == ABIStatus.ok {
        calls.unanswered = "\(name): invoke returned HERMES_OK without finish"
      } else {
        calls.refusal = "\(name): invoke returned \(status)"
      }
      return
    }
    if let fault = finish.fault {
      let what = finish.status == ABIStatus.ok ? "the result" : "the error"
      calls.invalid = "\(name): \(what) is not valid: \(fault)"
    } else if finish.status != ABIStatus.ok {
      calls.refusal = "\(name): \(finish.code ?? "an error") with status \(finish.status)"
    } else if let types = EventRules.undeclared(finish.result, by: skill) {
      calls.undeclared =
        "\(name): its artifacts are \(types.joined(separator: ", ")), and the outputModes of "
        + "\(skill.id) \(skill.outputModes.joined(separator: ", "))"
    }
  }

  private func normalVerdict(_ calls: Calls) -> Verdict {
    let item = CheckItem.normalRequest
    if let hung = calls.hung {
      return .fail(
        item, seen: hung, cure: "call finish on every path, or allow more time with --time-limit")
    }
    if let event = calls.faults[.event] {
      return .fail(item, seen: event, cure: "see \"event kinds\" in hermes_agent.h")
    }
    if let invalid = calls.invalid {
      return .fail(item, seen: invalid, cure: "see \"finish\" in hermes_agent.h")
    }
    if let unanswered = calls.unanswered {
      return .fail(item, seen: unanswered, cure: "call finish before returning HERMES_OK")
    }
    if let refusal = calls.refusal {
      return .warning(
        item, seen: "it can't answer its own example: \(refusal)",
        cure: "give examples that work unchanged")
    }
    if let undeclared = calls.undeclared {
      return .warning(
        item, seen: undeclared,
        cure: "correct the part's mediaType or the card: a step that waits for the type fails")
    }
    let word = calls.count == 1 ? "1 request" : "\(calls.count) requests"
    return .pass(item, seen: "\(word) answered, \(calls.events) valid events")
  }

  private func finishVerdict(_ calls: Calls) -> Verdict {
    if calls.hung != nil { return .skipped(.finishOnce, why: "normal_request comes first") }
    if let twice = calls.faults[.finishedTwice] {
      return .fail(.finishOnce, seen: twice, cure: "finish each call only once")
    }
    if let unanswered = calls.unanswered {
      return .fail(.finishOnce, seen: unanswered, cure: "call finish before returning HERMES_OK")
    }
    return .pass(.finishOnce, seen: "every call was finished once")
  }

  private func threadVerdict(_ calls: Calls) -> Verdict {
    if calls.hung != nil { return .skipped(.threadContract, why: "normal_request comes first") }
    if let fault = calls.faults[.emittedOutside] ?? calls.faults[.afterDestroy] {
      return .fail(
        .threadContract, seen: fault, cure: "emit only between the entry into invoke and finish")
    }
    return .pass(.threadContract, seen: "nothing was sent outside a call")
  }

  // MARK: - Invalid requests

  func empty(_ library: ProbeLibrary) throws {
    try checkAnswers(to: [("no bytes", [])], from: library, item: .emptyRequest)
  }

  func garbage(_ library: ProbeLibrary) throws {
    try checkAnswers(to: SampleRequest.garbage, from: library, item: .garbageRequests)
  }

  private func checkAnswers(
    to requests: [(name: String, bytes: [UInt8])], from library: ProbeLibrary, item: CheckItem
  ) throws {
    let deadline = deadline
    let (accepted, fault) = try onAgentThread { () throws -> ([String], String?) in
      var accepted: [String] = []
      for index in library.cards.indices {
        let instance = try ProbeInstance(library, index: index)
        for (name, bytes) in requests {
          stage("answering \(name)")
          guard let (_, record) = instance.call(bytes, until: deadline) else {
            return (accepted, "no finish for \(name)")
          }
          let isError =
            record.finish.map { $0.status != ABIStatus.ok } ?? (record.returned != ABIStatus.ok)
          if !isError { accepted.append(name) }
        }
        stage("answering a normal request after \(requests.count) invalid ones")
        guard instance.call(Self.request(instance.card), until: deadline) != nil else {
          return (accepted, "it no longer answers a normal request after them")
        }
        instance.destroy()
      }
      return (accepted, nil)
    }
    if let fault {
      report(
        .fail(
          item, seen: fault, cure: "return an error status from invoke, or finish with an error"))
    } else if let first = accepted.first {
      let more = accepted.count > 1 ? " and \(accepted.count - 1) more" : ""
      report(
        .warning(
          item, seen: "it answered \(first)\(more) with HERMES_OK",
          cure: "refuse a request without a readable message"))
    } else {
      let word = requests.count == 1 ? "it was" : "all \(requests.count) were"
      report(.pass(item, seen: "\(word) answered with an error"))
    }
  }
}
