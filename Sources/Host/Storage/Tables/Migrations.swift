import GRDB

/// The schema and its history. A released migration is never changed: append another.
enum Migrations {
  static var all: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("0001") { try $0.execute(sql: initial) }
    migrator.registerMigration("0002") {
      try $0.execute(sql: "ALTER TABLE step ADD COLUMN usage TEXT")
    }
    migrator.registerMigration("0003") { try $0.execute(sql: agentStore) }
    migrator.registerMigration("0004") { try $0.execute(sql: retention) }
    migrator.registerMigration("0005") {
      try $0.execute(sql: "ALTER TABLE task ADD COLUMN trace TEXT")
    }
    migrator.registerMigration("0006") { try $0.execute(sql: inputs) }
    migrator.registerMigration("0007") {
      // The number of events in a row: `EventRow`.
      try $0.execute(sql: "ALTER TABLE event ADD COLUMN count INTEGER NOT NULL DEFAULT 1")
    }
    migrator.registerMigration("0008 deletions") { try $0.execute(sql: deletions) }
    migrator.registerMigration("0009 quotas") { try $0.execute(sql: quotas) }
    migrator.registerMigration("0010 deaths") {
      // How many starts resumed the step after a server had died during it: `CutOffRule`.
      try $0.execute(sql: "ALTER TABLE step ADD COLUMN deaths INTEGER NOT NULL DEFAULT 0")
    }
    migrator.registerMigration("0011 summaries") { try $0.execute(sql: summaries) }
    migrator.registerMigration("0012 stored") { try $0.execute(sql: stored) }
    migrator.registerMigration("0013 completed") {
      // Finds the latest turns of a conversation without reading the other tasks' messages, which
      // may be large.
      try $0.execute(
        sql:
          "CREATE INDEX task_completed ON task(conversation, finished_at) WHERE status = 'completed'"
      )
    }
    migrator.registerMigration("0014 said") {
      // The first words of requests whose messages are large: later turns read no more of them.
      try $0.execute(sql: "ALTER TABLE task ADD COLUMN said TEXT")
    }
    migrator.registerMigration("0015 large messages") { try $0.execute(sql: largeMessages) }
    migrator.registerMigration("0016 cursors of users") { try $0.execute(sql: ownerCursors) }
    migrator.registerMigration("0017 tried") {
      // Failed tasks are included: later turns can use their material.
      try $0.execute(
        sql: """
          CREATE INDEX task_tried ON task(conversation, finished_at)
            WHERE status IN ('completed', 'failed');
          DROP INDEX task_completed;
          """)
    }
    migrator.registerMigration("0018 access") { try $0.execute(sql: access) }
    return migrator
  }

  /// API keys, invitations, disabled accounts, and what lists of sessions show. Only digests of
  /// secrets are stored.
  private static let access = """
    ALTER TABLE user ADD COLUMN disabled_at INTEGER;
    ALTER TABLE session ADD COLUMN created_at INTEGER;
    ALTER TABLE session ADD COLUMN refreshed_at INTEGER;
    ALTER TABLE session ADD COLUMN address TEXT NOT NULL DEFAULT '';
    ALTER TABLE session ADD COLUMN client TEXT NOT NULL DEFAULT '';

    CREATE TABLE api_key (
      id TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES user(id) ON DELETE CASCADE,
      name TEXT NOT NULL, scope TEXT NOT NULL, digest BLOB NOT NULL UNIQUE,
      created_at INTEGER NOT NULL, expires_at INTEGER, last_used_at INTEGER,
      UNIQUE (user, name)
    ) WITHOUT ROWID;

    CREATE TABLE invitation (
      digest BLOB PRIMARY KEY, email TEXT,
      created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL
    ) WITHOUT ROWID;
    """

  /// Older versions use a single counter for all users and would continue it. They no longer find
  /// `journal`, and the name in the view is the error message that they show when started with this
  /// database.
  private static let ownerCursors = """
    ALTER TABLE journal RENAME TO property;
    CREATE VIEW journal AS
      SELECT name, value FROM "(a newer version of Hermes wrote this database: use that version)";
    CREATE TABLE owner_cursor (
      owner TEXT PRIMARY KEY REFERENCES user(id) ON DELETE CASCADE, last INTEGER NOT NULL
    ) WITHOUT ROWID;
    """

  /// Separate from the task, whose row is rewritten with each event. Messages of earlier versions
  /// stay where they are: `SQLiteStore.messageColumn`.
  private static let largeMessages = """
    CREATE TABLE large_message (
      number INTEGER PRIMARY KEY REFERENCES task(number) ON DELETE CASCADE, json TEXT NOT NULL
    );
    """

  /// The bytes of each owner's ended tasks, maintained incrementally: summing them for every
  /// request would be slow for users with many tasks. Running tasks are few, and change with each
  /// event.
  private static let stored = """
    CREATE TABLE stored (
      owner TEXT PRIMARY KEY REFERENCES user(id) ON DELETE CASCADE, bytes INTEGER NOT NULL
    ) WITHOUT ROWID;
    INSERT INTO stored
      SELECT owner, sum(bytes) FROM task WHERE finished_at IS NOT NULL GROUP BY owner;

    CREATE TRIGGER stored_insert AFTER INSERT ON task WHEN new.finished_at IS NOT NULL BEGIN
      INSERT INTO stored VALUES (new.owner, new.bytes)
        ON CONFLICT (owner) DO UPDATE SET bytes = bytes + excluded.bytes;
    END;
    CREATE TRIGGER stored_update AFTER UPDATE OF finished_at, bytes, owner ON task
      WHEN old.finished_at IS NOT NULL OR new.finished_at IS NOT NULL BEGIN
      UPDATE stored SET bytes = bytes - old.bytes
        WHERE owner = old.owner AND old.finished_at IS NOT NULL;
      INSERT INTO stored SELECT new.owner, new.bytes WHERE new.finished_at IS NOT NULL
        ON CONFLICT (owner) DO UPDATE SET bytes = bytes + excluded.bytes;
    END;
    CREATE TRIGGER stored_delete AFTER DELETE ON task WHEN old.finished_at IS NOT NULL BEGIN
      UPDATE stored SET bytes = bytes - old.bytes WHERE owner = old.owner;
    END;
    """

  /// Separate from the row of the content, where a column after a large text is slow to reach.
  /// Artifacts of earlier versions have no summary: `SQLiteStore+Artifacts`.
  private static let summaries = """
    CREATE TABLE artifact_summary (
      task INTEGER NOT NULL REFERENCES task(number) ON DELETE CASCADE, step INTEGER NOT NULL,
      position INTEGER NOT NULL, summary TEXT NOT NULL,
      PRIMARY KEY (task, step, position)
    ) WITHOUT ROWID;
    """

  /// Bytes of events and of the artifacts of results. Only ended tasks are indexed, so that a
  /// running task's events do not write to the index.
  private static let quotas = """
    ALTER TABLE task ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
    UPDATE task SET bytes =
      (SELECT coalesce(sum(length(json)), 0) FROM event WHERE event.task = task.number)
      + (SELECT coalesce(sum(length(content)), 0) FROM artifact WHERE artifact.task = task.number);
    CREATE INDEX task_bytes ON task(owner, finished_at, bytes) WHERE finished_at IS NOT NULL;

    CREATE TABLE used (
      owner TEXT NOT NULL REFERENCES user(id) ON DELETE CASCADE, day INTEGER NOT NULL,
      tasks INTEGER NOT NULL DEFAULT 0, tokens INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (owner, day)
    ) WITHOUT ROWID;
    """

  /// Deleted data belongs to a deleted account until it is removed: `SQLiteStore+Deletion`.
  private static let deletions = """
    ALTER TABLE user ADD COLUMN deleted_at INTEGER;
    CREATE INDEX user_deleted ON user(deleted_at) WHERE deleted_at IS NOT NULL;
    CREATE INDEX session_expiry ON session(expires_at);

    INSERT INTO user (id, email, password_hash, role, created_at, deleted_at)
      VALUES ('deleted', 'deleted', '', 'user', 0, 0);
    INSERT INTO conversation (id, owner, title, created_at, updated_at)
      VALUES ('deleted', 'deleted', '', 0, 0);
    """

  /// A question is open while it has no answer.
  private static let inputs = """
    CREATE TABLE input (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      task INTEGER NOT NULL REFERENCES task(number) ON DELETE CASCADE, id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL, step INTEGER, attempt INTEGER NOT NULL, question TEXT NOT NULL,
      state TEXT NOT NULL, asked_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
      answer TEXT, answered_at INTEGER
    );
    CREATE INDEX input_task ON input(task, number);
    CREATE INDEX input_open ON input(expires_at) WHERE answer IS NULL;

    ALTER TABLE task ADD COLUMN requires_approval INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE task ADD COLUMN worked INTEGER NOT NULL DEFAULT 0;
    """

  private static let retention = """
    ALTER TABLE task ADD COLUMN is_thinned INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX task_finished ON task(finished_at) WHERE finished_at IS NOT NULL;
    CREATE INDEX task_unthinned ON task(finished_at)
      WHERE finished_at IS NOT NULL AND is_thinned = 0;

    CREATE TABLE removal (
      owner TEXT PRIMARY KEY REFERENCES user(id) ON DELETE CASCADE, cursor INTEGER NOT NULL
    ) WITHOUT ROWID;
    """

  private static let agentStore = """
    CREATE TABLE agent_store (
      owner TEXT NOT NULL REFERENCES user(id) ON DELETE CASCADE, agent TEXT NOT NULL,
      key TEXT NOT NULL, value BLOB NOT NULL,
      PRIMARY KEY (owner, agent, key)
    ) WITHOUT ROWID;
    """

  /// Times are milliseconds since 1970 UTC; JSON columns contain what clients receive.
  private static let initial = """
    CREATE TABLE journal (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

    CREATE TABLE user (
      id TEXT PRIMARY KEY, email TEXT NOT NULL UNIQUE, username TEXT UNIQUE, full_name TEXT,
      password_hash TEXT NOT NULL, role TEXT NOT NULL, created_at INTEGER NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE session (
      id TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES user(id) ON DELETE CASCADE,
      refresh_id TEXT NOT NULL, expires_at INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX session_user ON session(user);

    CREATE TABLE conversation (
      id TEXT PRIMARY KEY, owner TEXT NOT NULL REFERENCES user(id) ON DELETE CASCADE,
      title TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX conversation_owner ON conversation(owner, updated_at);

    CREATE TABLE task (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE, owner TEXT NOT NULL REFERENCES user(id) ON DELETE CASCADE,
      conversation TEXT NOT NULL REFERENCES conversation(id) ON DELETE CASCADE,
      message TEXT NOT NULL, status TEXT NOT NULL, direct_agent TEXT,
      created_at INTEGER NOT NULL, started_at INTEGER, finished_at INTEGER,
      intent TEXT, plan TEXT, result TEXT, error TEXT, last_seq INTEGER NOT NULL
    );
    CREATE INDEX task_owner ON task(owner, number);
    CREATE INDEX task_conversation ON task(conversation, number);
    CREATE INDEX task_unfinished ON task(owner)
      WHERE status NOT IN ('completed', 'failed', 'cancelled');

    CREATE TABLE step (
      task INTEGER NOT NULL REFERENCES task(number) ON DELETE CASCADE, number INTEGER NOT NULL,
      agent TEXT NOT NULL, skill TEXT NOT NULL, description TEXT NOT NULL, status TEXT NOT NULL,
      attempt INTEGER NOT NULL, started_at INTEGER, finished_at INTEGER, preview TEXT, error TEXT,
      PRIMARY KEY (task, number)
    ) WITHOUT ROWID;

    CREATE TABLE artifact (
      task INTEGER NOT NULL REFERENCES task(number) ON DELETE CASCADE, step INTEGER NOT NULL,
      position INTEGER NOT NULL, content TEXT NOT NULL,
      PRIMARY KEY (task, step, position)
    );

    CREATE TABLE event (
      task INTEGER NOT NULL REFERENCES task(number) ON DELETE CASCADE, seq INTEGER NOT NULL,
      cursor INTEGER NOT NULL, owner TEXT NOT NULL, type TEXT NOT NULL, json BLOB NOT NULL,
      PRIMARY KEY (task, seq)
    ) WITHOUT ROWID;
    CREATE INDEX event_owner ON event(owner, cursor);

    CREATE TABLE idempotency (
      owner TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL,
      task INTEGER NOT NULL REFERENCES task(number) ON DELETE CASCADE, created_at INTEGER NOT NULL,
      PRIMARY KEY (owner, key)
    ) WITHOUT ROWID;
    CREATE INDEX idempotency_task ON idempotency(task);
    """
}
