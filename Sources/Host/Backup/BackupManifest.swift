import HermesContract
import HermesStorage

/// `manifest.json` of a backup: what it contains. It is written last, so a folder without one is not
/// a backup.
package struct BackupManifest: Sendable, Equatable {
  /// The format that this version writes, and the only one that it reads.
  static let format: Int64 = 1
  /// More than the manifest of five million files has.
  private static let maximumBytes = 1 << 30

  /// The version of Hermes that made the backup.
  package var version: String
  package var madeAt: String
  package var contents: DatabaseCopy.Contents
  package var files: [HashedFile]
  /// Blobs that artifacts refer to and that were not there, as `TASK/BLOB`.
  package var missing: [String]

  /// The number of bytes of all files.
  package var bytes: Int { files.reduce(0) { $0 + $1.bytes } }

  /// Without the list of files.
  package var summary: JSONObject {
    [
      "format": .int(Self.format), "hermes": .string(version), "made_at": .string(madeAt),
      "epoch": .string(contents.epoch),
      "contents": [
        "tasks": .int(Int64(contents.tasks)), "events": .int(Int64(contents.events)),
        "accounts": .int(Int64(contents.accounts)), "api_keys": .int(Int64(contents.keys)),
        "files": .int(Int64(files.count)), "bytes": .int(Int64(bytes)),
      ],
      "missing": .array(missing.map(JSONValue.string)),
    ]
  }

  var json: JSONObject {
    var json = summary
    json["files"] = .array(
      files.map {
        [
          "path": .string($0.path), "bytes": .int(Int64($0.bytes)), "sha256": .string($0.digest),
        ]
      })
    return json
  }

  init(
    version: String, madeAt: String, contents: DatabaseCopy.Contents, files: [HashedFile],
    missing: [String]
  ) {
    self.version = version
    self.madeAt = madeAt
    self.contents = contents
    self.files = files
    self.missing = missing
  }

  /// Reads the manifest of a backup.
  /// - Returns: nil if the folder has none.
  /// - Throws: `BackupError` if it can't be understood, or lists files that no backup has.
  static func read(in folder: String) throws(BackupError) -> BackupManifest? {
    let path = "\(folder)/\(BackupFolder.manifest)"
    guard let bytes = try FileCopy.content(path, atMost: maximumBytes) else { return nil }
    guard let json = JSONValue(parsing: bytes), let format = json["format"]?.int else {
      throw BackupError("\(path) is damaged, or is not the manifest of a backup.")
    }
    guard format == Self.format else {
      throw BackupError(
        "\(path) has the format \(format), and this version of Hermes reads \(Self.format). Use the version that made the backup: \(json["hermes"]?.string ?? "unknown")."
      )
    }
    guard let manifest = BackupManifest(json: json) else {
      throw BackupError("\(path) is damaged: it lacks members, or lists files that no backup has.")
    }
    return manifest
  }

  private init?(json: JSONValue) {
    guard let version = json["hermes"]?.string, let madeAt = json["made_at"]?.string,
      let files = json["files"]?.array, let missing = json["missing"]?.array
    else { return nil }
    self.version = version
    self.madeAt = madeAt
    contents = DatabaseCopy.Contents()
    contents.epoch = json["epoch"]?.string ?? ""
    let counts = json["contents"]
    for (name, field) in [
      ("tasks", \DatabaseCopy.Contents.tasks), ("events", \.events), ("accounts", \.accounts),
      ("api_keys", \.keys),
    ] {
      contents[keyPath: field] = Int(counts?[name]?.int ?? 0)
    }
    self.missing = missing.compactMap(\.string)
    self.files = files.compactMap {
      guard let path = $0["path"]?.string, BackupFolder.isPath(path), let bytes = $0["bytes"]?.int,
        bytes >= 0, let digest = $0["sha256"]?.string
      else { return nil }
      return HashedFile(path: path, bytes: Int(bytes), digest: digest)
    }
    guard self.files.count == files.count else { return nil }
    var sum = 0
    for file in self.files {
      let added = sum.addingReportingOverflow(file.bytes)
      guard !added.overflow else { return nil }
      sum = added.partialValue
    }
    guard Set(self.files.map(\.path)).count == files.count else { return nil }
  }
}
