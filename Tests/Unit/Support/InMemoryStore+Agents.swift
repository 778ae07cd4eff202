import HermesContract

extension InMemoryStore: AgentStore {
  func value(of key: String, agent: String, owner: UserID) async throws -> [UInt8]? {
    read { $0.values[.init(key, agent: agent, owner: owner)] }
  }

  func put(
    _ value: [UInt8], key: String, agent: String, owner: UserID, quota: Int
  ) async throws -> Bool {
    write { state in
      let place = MemoryState.Key(key, agent: agent, owner: owner)
      let others = state.values.reduce(0) { sum, other in
        let isCounted =
          other.key != place && other.key.owner == owner && other.key.agent == place.agent
        return isCounted ? sum + other.key.text.count + other.value.count : sum
      }
      guard others + place.text.count + value.count <= quota else { return false }
      state.values[place] = value
      return true
    }
  }

  func remove(key: String, agent: String, owner: UserID) async throws -> Bool {
    write { $0.values.removeValue(forKey: .init(key, agent: agent, owner: owner)) != nil }
  }

  func keys(
    beginningWith prefix: String, agent: String, owner: UserID
  ) async throws -> [String] {
    read { state in
      state.values.keys.filter {
        $0.owner == owner && $0.agent == Array(agent.utf8) && $0.text.starts(with: prefix.utf8)
      }
      .map(\.text).sorted { $0.lexicographicallyPrecedes($1) }
      .map { String(decoding: $0, as: UTF8.self) }
    }
  }
}

extension InMemoryStore: BlobStore {
  func make(_ piece: [UInt8], task: TaskID, quota: Int) async throws -> String? {
    write { state in
      guard state.blobBytes(of: task) + piece.count <= quota else { return nil }
      let id = TaskID.random().text
      state.blobs[task, default: [:]][id] = MemoryState.Blob(bytes: piece)
      return id
    }
  }

  func append(
    _ piece: [UInt8], to blob: String, task: TaskID, quota: Int
  ) async throws -> BlobAppending {
    write { state in
      guard let found = state.blobs[task]?[blob] else { return .noSuchBlob }
      guard !found.isSealed else { return .isSealed }
      guard state.blobBytes(of: task) + piece.count <= quota else { return .overQuota }
      state.blobs[task]?[blob]?.bytes += piece
      return .done
    }
  }

  func read(_ blob: String, task: TaskID, offset: UInt64, count: Int) async throws -> [UInt8]? {
    read { state in
      state.blobs[task]?[blob].map { blob in
        Array(blob.bytes.dropFirst(Int(clamping: offset)).prefix(count))
      }
    }
  }

  func size(_ blob: String, task: TaskID) async throws -> Int? {
    read { $0.blobs[task]?[blob]?.bytes.count }
  }

  func seal(_ blob: String, task: TaskID) async throws -> Int? {
    write { state in
      state.blobs[task]?[blob]?.isSealed = true
      return state.blobs[task]?[blob]?.bytes.count
    }
  }
}

extension MemoryState {
  fileprivate func blobBytes(of task: TaskID) -> Int {
    blobs[task]?.values.reduce(0) { $0 + $1.bytes.count } ?? 0
  }
}
