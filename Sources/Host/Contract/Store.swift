/// Everything that one backend keeps. Whoever reads or writes takes the narrowest of these protocols; only who starts
/// and stops the server takes all of them. `StoreSuite` in the tests says what each has to do, for every backend.
package protocol Store: JournalStore, EventHistory, TaskLookup, UnfinishedTasks, ResultStore,
  InputStore, ConversationStore, TaskDeletion, StorageRoom, AccountStore, AgentStore, TokenMeter,
  RetentionStore, RemovalStore
{
  /// Nothing is read or written afterwards. Blocks.
  /// - Throws: what the backend says; what was stored is stored all the same.
  func close() throws
}

/// What carrying out tasks needs of a store. Someone else's data is answered like data that does not exist.
package typealias TaskStore = EventHistory & TaskLookup & UnfinishedTasks & ResultStore
  & InputStore & ConversationStore & TaskDeletion & StorageRoom
