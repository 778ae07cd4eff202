import ArgumentParser
import Glibc
import HermesBackup
import HermesConfiguration
import HermesContract
import HermesTerminal

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Back up a data directory, also while a server uses it.",
    discussion: """
      Copies the database, the blobs, the signing keys, the switches of agents and the audit log into \
      a folder, with a manifest of their SHA-256 digests. A backup that is already there is replaced \
      only when the new one is complete and on the disk.

      The backup contains everybody's tasks, password hashes and the keys that sign tokens: keep it \
      as safe as the data directory. Settings, certificates and agents are not in it.

        hermes backup /mnt/backup/hermes
        hermes backup verify /mnt/backup/hermes
        hermes restore /mnt/backup/hermes --data NEW

      Exit codes: 0 done, 1 failed or damaged, 2 wrong usage.
      """,
    subcommands: [Make.self, Verify.self], defaultSubcommand: Make.self)

  struct Make: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "make", abstract: "Make a backup (the default).")

    @Argument(
      help: "A folder that does not exist yet, an empty one, or a backup, which is replaced.",
      completion: .directory)
    var to: String

    @Flag(help: "Print a JSON object.")
    var json = false

    @OptionGroup var options: SettingsOptions

    func run() async throws {
      let source = DataDirectory.place(try await BackupWork.settings(options).data)
      guard access(source + "/hermes.sqlite", F_OK) == 0 else {
        throw CommandFailure(
          message: "There is no database in \(source). Name the data directory with --data.")
      }
      let manifest = try await BackupWork.run { [to] report in
        let lock = try DataDirectory(source).lock()
        // It only says whether a server is there, and must not keep one from starting.
        lock?.release()
        return try BackupWriter(
          of: source, at: to, isServed: lock == nil, version: HermesCommand.version, report: report
        ).writeBackup()
      }
      for blob in manifest.missing.prefix(10) { Console.error("Missing: the blob \(blob)") }
      if !manifest.missing.isEmpty {
        Console.error(
          "\(Count.of(manifest.missing.count, noun: "blob")) of artifacts could not be backed up: the tasks were deleted during the backup, or the data directory has lost them."
        )
      }
      if json { return Console.printLine(JSONWriter.text(.object(manifest.summary))) }
      Console.printLine("Backed up \(BackupWork.summary(of: manifest)) to \(to)")
    }
  }

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check that a backup is complete and undamaged.",
      discussion: "Reads all of it, and compares the digests. Changes nothing.")

    @Argument(help: "The folder of the backup.", completion: .directory)
    var backup: String

    @Flag(help: "Print a JSON object.")
    var json = false

    func run() async throws {
      let checked = try await BackupWork.run { [backup] in
        try BackupVerification(backup, report: $0)
      }
      let isSound = checked.faults.isEmpty
      if json {
        var answer = checked.manifest.summary
        answer["faults"] = .array(checked.faults.map(JSONValue.string))
        Console.printLine(JSONWriter.text(.object(answer)))
      } else if isSound {
        Console.printLine("\(backup) is sound: \(BackupWork.summary(of: checked.manifest))")
      }
      guard isSound else {
        throw CommandFailure(
          message: (["\(backup) is damaged:"] + checked.faults).joined(separator: "\n  "))
      }
    }
  }
}
