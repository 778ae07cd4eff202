import HermesContract

/// Probes several instances, and hosts of other versions.
extension Probe {
  func instances(_ library: ProbeLibrary) throws {
    let count = library.cards.count
    let deadline = deadline
    let isPair = kind == .instances
    stage("creating \(isPair ? "two instances" : "an instance")")
    let fault = try onAgentThread { () throws -> String? in
      for index in 0..<count {
        let first = try ProbeInstance(library, index: index)
        guard isPair else {
          first.destroy()
          continue
        }
        let second = try ProbeInstance(library, index: index)
        let request = Probe.request(first.card)
        for instance in [first, second] {
          guard instance.call(request, until: deadline) != nil else { return "a call does not end" }
        }
        first.destroy()
        // Destroying the first must not affect the second.
        guard second.call(request, until: deadline) != nil else {
          return "the second instance does not answer after the first was destroyed"
        }
        second.destroy()
        let mixed = first.host.faults([.othersToken]) + second.host.faults([.othersToken])
        if let fault = mixed.first { return "with two instances: \(fault)" }
      }
      return nil
    }
    let item = kind.items[0]
    if let fault {
      report(
        .fail(
          item, seen: fault, cure: "keep everything in the instance, nothing in static variables"))
    } else if isPair {
      report(.pass(item, seen: "both answer, the second also after the first was destroyed"))
    } else {
      report(.pass(item, seen: "created and destroyed with the configuration {}"))
    }
  }

  func otherHosts(_ library: ProbeLibrary) throws {
    let size: ProbeHostTable.Size = kind == .oldHost ? .oldest : .newer
    let deadline = deadline
    let count = library.cards.count
    let item = kind.items[0]
    stage("calling it with \(kind == .oldHost ? "the oldest" : "a newer") host table")
    let fault = try onAgentThread { () throws -> String? in
      for index in 0..<count {
        let instance = try ProbeInstance(library, index: index, table: size)
        guard instance.call(Probe.request(instance.card), until: deadline) != nil else {
          return "a call does not end"
        }
        instance.destroy()
        if let fault = instance.host.faults([.beyondTable]).first { return fault }
      }
      return nil
    }
    if let fault {
      report(
        .fail(
          item, seen: fault,
          cure: "check HERMES_HAS before using a field, and only for known fields")
      )
    } else {
      let name = ProbeLibrary.versionName(size.abiVersion)
      report(
        .pass(item, seen: "works with a host of ABI \(name) and touches nothing beyond its table"))
    }
  }

  /// A request with the first example of the first skill.
  static func request(_ card: AgentCard) -> [UInt8] {
    let skill = card.skills[0]
    return SampleRequest.bytes(SampleRequest.text(for: skill), skill: skill)
  }
}
