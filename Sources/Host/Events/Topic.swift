import HermesContract

/// Something that can be followed. Positions are `seq` for a task and `cursor` for a user.
package enum Topic: Hashable, Sendable {
  case task(TaskID)
  case user(UserID)
}
