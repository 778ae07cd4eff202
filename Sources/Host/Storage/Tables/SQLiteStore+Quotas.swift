import GRDB
import HermesContract

extension SQLiteStore: StorageRoom, TokenMeter {
  package func storedBytes() async throws -> (database: Int64, blobs: Int64) {
    let ofBlobs = try await blobs?.bytes() ?? 0
    return (try await read { try Self.databaseSize($0).file }, Int64(ofBlobs))
  }

  package func storageFault(of owner: UserID) async throws -> HermesError? {
    guard owner != Quotas.exempt else { return nil }
    if await isDiskNearlyFull() { return .diskNearlyFull }
    guard quotas.areOfBytes else { return nil }
    return try await read { [self] in try quotaRoom(of: owner, adding: 1, $0).fault }
  }

  package func beginningFault(of owner: UserID) async throws -> HermesError? {
    guard owner != Quotas.exempt else { return nil }
    if await isDiskNearlyFull() { return .diskNearlyFull }
    guard quotas.areOfBytes, !roomyUsers.contains(owner) else { return nil }
    let room = try await read { [self] in try quotaRoom(of: owner, adding: 1, $0) }
    if room.isAmple { roomyUsers.add(owner) }
    return room.fault
  }

  /// Refuses large artifacts if there is no room for them: the task began when there was room. Runs
  /// in the transaction that stores them, so that concurrent steps can't exceed the limit together.
  /// - Parameter bytes: what the transaction has added for this owner so far.
  /// - Throws: `quota_exceeded`.
  func admit(_ bytes: Int64, of owner: UserID, in database: Database) throws {
    guard owner != Quotas.exempt, quotas.areOfBytes else { return }
    if let fault = try quotaRoom(of: owner, adding: bytes, database).fault { throw fault }
  }

  /// Checks how much a user may still store.
  /// - Returns: why `bytes` more are not allowed, and whether there is so much room that the answer
  ///   is good for a second.
  private func quotaRoom(
    of owner: UserID, adding bytes: Int64, _ database: Database
  ) throws -> (fault: HermesError?, isAmple: Bool) {
    let used = try Self.storedBytes(of: owner, database)
    func isAmple(_ used: Int64, limit: Int64) -> Bool {
      used < limit / 4 * 3 && limit - used > RoomyUsers.leastRoom
    }
    if quotas.storedBytes > 0, used + bytes > quotas.storedBytes {
      return (.storageUsedUp(used, of: quotas.storedBytes), false)
    }
    let isOwnAmple = quotas.storedBytes == 0 || isAmple(used, limit: quotas.storedBytes)
    guard quotas.sharedBytes > 0 else { return (nil, isOwnAmple) }
    let size = try Self.databaseSize(database)
    let room = disk.room(of: quotas.sharedBytes, used: size.file)
    guard size.used + bytes > room else {
      return (nil, isOwnAmple && isAmple(size.used, limit: room))
    }
    let owners =
      try Int64.fetchOne(
        database.cachedStatement(sql: "SELECT count(*) FROM stored WHERE bytes > 0")) ?? 1
    let share = room / max(owners, 1)
    return (used + bytes > share ? .shareUsedUp(used, of: share) : nil, false)
  }

  /// Bytes of the data in the database, and of its file, of which some may be free.
  static func databaseSize(_ database: Database) throws -> (used: Int64, file: Int64) {
    func pragma(_ name: String) throws -> Int64 {
      try Int64.fetchOne(database.cachedStatement(sql: "PRAGMA \(name)")) ?? 0
    }
    let (pages, free, size) = try (
      pragma("page_count"), pragma("freelist_count"), pragma("page_size")
    )
    return ((pages - free) * size, pages * size)
  }

  static func storedBytes(of owner: UserID, _ database: Database) throws -> Int64 {
    // Unfinished tasks are few, so summing them is cheap.
    try Int64.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT coalesce((SELECT bytes FROM stored WHERE owner = ?1), 0)
            + (SELECT coalesce(sum(bytes), 0) FROM task INDEXED BY task_unfinished
              WHERE owner = ?1 AND \(isUnfinished))
          """), arguments: [owner.text]) ?? 0
  }

  /// Counts a task that begins, in the transaction that stores it.
  /// - Throws: `quota_exceeded`.
  func countTask(_ task: TaskRecord, in database: Database) throws {
    let limit = task.owner == Quotas.exempt ? 0 : quotas.tasksPerDay
    try database.cachedStatement(
      sql: """
        INSERT INTO used (owner, day, tasks) VALUES (?1, ?2, 1)
        ON CONFLICT (owner, day) DO UPDATE SET tasks = tasks + 1 WHERE ?3 = 0 OR tasks < ?3
        """
    ).execute(arguments: [task.owner.text, Quotas.dayNumber(of: task.createdAt), limit])
    guard database.changesCount > 0 else {
      throw HermesError.tasksUsedUp(limit, at: task.createdAt)
    }
  }

  package func tokenFault(of user: UserID) async throws -> HermesError? {
    guard quotas.tokensPerDay > 0, user != Quotas.exempt else { return nil }
    let now = Timestamp.now
    let used = try await read { database in
      try Int64.fetchOne(
        database, sql: "SELECT tokens FROM used WHERE owner = ? AND day = ?",
        arguments: [user.text, Quotas.dayNumber(of: now)]) ?? 0
    }
    return used < quotas.tokensPerDay ? nil : .tokensUsedUp(quotas.tokensPerDay, at: now)
  }

  package func count(tokens: Int, of user: UserID) async throws {
    guard tokens > 0 else { return }
    let day = Quotas.dayNumber(of: .now)
    try await write { database in
      // Counts nothing if the account no longer exists.
      try database.execute(
        sql: """
          INSERT INTO used (owner, day, tokens) SELECT id, ?2, ?3 FROM user WHERE id = ?1 AND true
          ON CONFLICT (owner, day) DO UPDATE SET tokens = tokens + excluded.tokens
          """, arguments: [user.text, day, tokens])
      // Older counts are not needed.
      try database.execute(
        sql: "DELETE FROM used WHERE owner = ? AND day < ?", arguments: [user.text, day - 7])
    }
  }
}
