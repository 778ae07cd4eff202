import ArgumentParser
import HermesBackup
import HermesConfiguration
import HermesContract

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Restore a backup into an empty data directory.",
    discussion: """
      Checks the backup first, and copies nothing if it is damaged. The restored journal gets a new \
      epoch: clients that resume a stream are told, and read it from the start. Accounts, passwords, \
      sessions and keys are those of the backup, also those that were removed since.

      Run it as the user that the server runs as. An interrupted restoration is run again.

      Exit codes: 0 done, 1 failed, 2 wrong usage.
      """)

  @Argument(help: "The folder of the backup.", completion: .directory)
  var backup: String

  @Flag(help: "Print a JSON object.")
  var json = false

  @OptionGroup var options: SettingsOptions

  func run() async throws {
    let path = try await BackupWork.settings(options).data
    let (manifest, directory) = try await BackupWork.run { [backup] report in
      let directory = try DataDirectory(path, isRestoring: true)
      guard let lock = try directory.lock() else {
        throw StartupError(
          "A server is using the data directory \(directory.path). Stop it, or choose another one with --data."
        )
      }
      defer { lock.release() }
      return (
        try BackupRestoration(of: backup, to: directory.path, report: report).restore(), directory
      )
    }
    if json { return Console.printLine(JSONWriter.text(.object(manifest.summary))) }
    Console.printLine("Restored \(BackupWork.summary(of: manifest)) into \(directory.path)")
    Console.error("Start the server: hermes serve --data \(directory.path)")
  }
}
