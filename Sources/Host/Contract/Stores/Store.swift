/// Everything that one backend stores. Code that reads or writes takes the narrowest of these
/// protocols; only the code that starts and stops the server takes all of them. `StoreSuite` in the
/// tests specifies the behaviour of every backend.
package protocol Store: JournalStore, EventHistory, TaskLookup, UnfinishedTasks, ResultStore,
  InputStore, ConversationStore, TaskDeletion, StorageRoom, AccountStore, APIKeyStore,
  InvitationStore, AgentStore, TokenMeter, RetentionStore, RemovalStore
{
  /// Closes the store, after which nothing may be read or written. Blocks.
  /// - Throws: the backend's error; committed data is safe all the same.
  func close() throws
}

/// What accounts need of a store.
package typealias AccessStore = AccountStore & APIKeyStore & InvitationStore

/// What running tasks needs of a store. Another user's data is treated as if it did not exist.
package typealias TaskStore = EventHistory & TaskLookup & UnfinishedTasks & ResultStore
  & InputStore & ConversationStore & TaskDeletion & StorageRoom
