import HermesContract

/// What can be followed. Positions are `seq` on a task and `cursor` on a user.
package enum Topic: Hashable, Sendable {
  case task(TaskID)
  case user(UserID)
}
