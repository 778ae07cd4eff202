import HermesContract

/// Decides whether a plan that needs its owner's approval may run. Pure: it has no effects.
enum Approval: Equatable {
  case notAsked
  case waiting
  case given
  case refused(HermesError)

  init(_ inputs: [InputRecord], of plan: Plan) {
    guard let input = inputs.last(where: { $0.kind == .approval }) else {
      self = .notAsked
      return
    }
    switch input.answer {
    case nil: self = .waiting
    case .approved(let hash):
      self =
        hash == plan.hash
        ? .given
        : .refused(
          HermesError(
            .planChanged,
            message: "The plan that was approved is \(hash), and this one \(plan.hash)."))
    case .expired: self = .refused(.inputExpired)
    default:
      self = .refused(HermesError(.planRejected, message: "The plan was rejected by its owner."))
    }
  }
}
