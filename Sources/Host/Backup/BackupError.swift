/// Why a backup was not made, or can't be used; addresses the operator, with a remedy.
package struct BackupError: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}
