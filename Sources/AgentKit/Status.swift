import AgentABI

/// The status codes of the ABI under Swift names.
enum Status {
  static let ok: hermes_status = 0
  static let pending: hermes_status = 1
  static let failed: hermes_status = -1
  static let invalid: hermes_status = -2
  static let ended: hermes_status = -3
  static let noCall: hermes_status = -4
  static let busy: hermes_status = -5
  static let tooLarge: hermes_status = -6
  static let unsupported: hermes_status = -7
  static let notFound: hermes_status = -10
  static let quota: hermes_status = -11
}
