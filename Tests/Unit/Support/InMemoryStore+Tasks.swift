import HermesContract

extension InMemoryStore: EventHistory {
  func events(of task: TaskID, after: Int64, maximumBytes: Int) async throws -> [CommittedEvent] {
    read { state in
      page(
        state.task(task)?.events.filter { $0.seq > after } ?? [], maximumBytes: maximumBytes)
    }
  }

  func events(owner: UserID, after: Int64, maximumBytes: Int) async throws -> [CommittedEvent] {
    read { state in
      let events = state.tasks(of: owner).flatMap(\.events).filter { $0.cursor > after }
      return page(events.sorted { $0.cursor < $1.cursor }, maximumBytes: maximumBytes)
    }
  }

  private func page(_ events: [CommittedEvent], maximumBytes: Int) -> [CommittedEvent] {
    var bytes = 0
    let end = events.firstIndex { event in
      defer { bytes += event.json.count }
      return bytes >= maximumBytes
    }
    return Array(events[..<(end ?? events.endIndex)])
  }

  func lastCursor(of owner: UserID) async throws -> Int64 { read { $0.cursors[owner] ?? 0 } }

  func removedThrough(owner: UserID) async throws -> Int64 { read { $0.removed[owner] ?? 0 } }
}

extension InMemoryStore: TaskLookup {
  func task(_ id: TaskID, owner: UserID) async throws -> TaskRecord? {
    read { $0.task(id, owner: owner)?.record }
  }

  func detail(of id: TaskID, owner: UserID) async throws -> TaskDetail? {
    read { state in
      state.task(id, owner: owner).map { task in
        TaskDetail(
          task: task.record, steps: task.steps.values.sorted { $0.number < $1.number },
          artifacts: task.results.map(\.summary), inputs: task.inputs)
      }
    }
  }

  func outline(of id: TaskID, owner: UserID) async throws -> TaskRecord? {
    read { $0.task(id, owner: owner)?.outline }
  }

  func taskWithoutMessage(_ id: TaskID, owner: UserID) async throws -> TaskRecord? {
    read { $0.task(id, owner: owner)?.withoutMessage }
  }

  func tasks(
    owner: UserID, before: TaskID?, limit: Int, maximumBytes: Int
  ) async throws -> Page<TaskRecord> {
    read { state in
      let bound = before.map { state.task($0, owner: owner)?.number ?? 0 } ?? .max
      let tasks = state.tasks(of: owner).filter { $0.number < bound }.reversed().prefix(limit)
      return page(tasks.map { $0.listed(withResult: false) }, maximumBytes: maximumBytes)
    }
  }

  func idempotency(owner: UserID, key: String) async throws -> IdempotencyRecord? {
    read { state in
      guard let request = state.requests[.init(key, owner: owner)],
        request.at > IdempotencyRecord.oldest(at: .now)
      else { return nil }
      return request.record
    }
  }

  func page(_ records: [TaskRecord], maximumBytes: Int) -> Page<TaskRecord> {
    var left = maximumBytes
    let end = records.indices.first { index in
      let record = records[index]
      left -= JSONWriter.bytes(record.message.json).count + (record.result?.utf8.count ?? 0)
      return left < 0 && index > 0
    }
    return Page(Array(records[..<(end ?? records.endIndex)]), isCut: end != nil)
  }
}

extension InMemoryStore: UnfinishedTasks {
  func unfinishedTasks() async throws -> [(task: TaskID, owner: UserID, bytes: Int)] {
    read { state in
      state.tasks.filter { !$0.record.status.isTerminal }
        .map { ($0.record.id, $0.record.owner, $0.messageBytes) }
    }
  }

  func unfinishedTasks(of owner: UserID) async throws -> [TaskID] {
    read { $0.tasks(of: owner).filter { !$0.record.status.isTerminal }.map(\.record.id) }
  }

  func eventTypes(of task: TaskID) async throws -> Set<EventType> {
    read { $0.task(task)?.eventTypes ?? [] }
  }
}

extension InMemoryStore: ResultStore {
  func steps(of task: TaskID) async throws -> [StepRecord] {
    read { ($0.task(task)?.steps.values.map { $0 } ?? []).sorted { $0.number < $1.number } }
  }

  func artifacts(of task: TaskID) async throws -> [StepArtifact] {
    read { $0.task(task)?.results ?? [] }
  }

  func artifactSummaries(of task: TaskID) async throws -> [ArtifactSummary] {
    read { $0.task(task)?.results.map(\.summary) ?? [] }
  }

  func artifact(_ summary: ArtifactSummary, of task: TaskID) async throws -> Artifact? {
    read { state in
      state.task(task)?.results
        .first { $0.step == summary.step && $0.position == summary.position }?.artifact
    }
  }
}

extension InMemoryStore: InputStore {
  func inputs(of task: TaskID) async throws -> [InputRecord] {
    read { $0.task(task)?.inputs ?? [] }
  }

  func expiredInputs(at now: Timestamp) async throws -> [OpenInput] {
    read { open($0).filter { $0.input.expiresAt <= now } }
  }

  func nextInputExpiry() async throws -> Timestamp? {
    read { open($0).first?.input.expiresAt }
  }

  private func open(_ state: MemoryState) -> [OpenInput] {
    state.tasks.flatMap { task in
      task.inputs.filter(\.isOpen).map {
        OpenInput(task: task.record.id, owner: task.record.owner, input: $0)
      }
    }.sorted { $0.input.expiresAt < $1.input.expiresAt }
  }
}
