#include "scaffold_files.h"

/* The files that `hermes agent new` writes. Three lines per file; Tests/authors/test_scaffold.py
 * fails if a file of the header, AgentKit, the crate or the examples is missing here. */
static const hermes_scaffold_file files[] = {
    {"c", ".gitignore", (const unsigned char[]){
#embed "../../../../sdk/c/.gitignore" suffix(, 0)
    }},
    {"c", "Makefile", (const unsigned char[]){
#embed "../../../../sdk/c/Makefile" suffix(, 0)
    }},
    {"c", "README.md", (const unsigned char[]){
#embed "../../../../sdk/c/README.md" suffix(, 0)
    }},
    {"c", "speller.c", (const unsigned char[]){
#embed "../../../../sdk/c/speller.c" suffix(, 0)
    }},
    {"c", "vendor/ext/agents.h", (const unsigned char[]){
#embed "../../../../Sources/AgentABI/include/ext/agents.h" suffix(, 0)
    }},
    {"c", "vendor/ext/blob.h", (const unsigned char[]){
#embed "../../../../Sources/AgentABI/include/ext/blob.h" suffix(, 0)
    }},
    {"c", "vendor/ext/model.h", (const unsigned char[]){
#embed "../../../../Sources/AgentABI/include/ext/model.h" suffix(, 0)
    }},
    {"c", "vendor/ext/reconcile.h", (const unsigned char[]){
#embed "../../../../Sources/AgentABI/include/ext/reconcile.h" suffix(, 0)
    }},
    {"c", "vendor/ext/store.h", (const unsigned char[]){
#embed "../../../../Sources/AgentABI/include/ext/store.h" suffix(, 0)
    }},
    {"c", "vendor/hermes_agent.h", (const unsigned char[]){
#embed "../../../../Sources/AgentABI/include/hermes_agent.h" suffix(, 0)
    }},
    {"c", "vendor/json.c", (const unsigned char[]){
#embed "../../../../sdk/c/vendor/json.c" suffix(, 0)
    }},
    {"c", "vendor/json.h", (const unsigned char[]){
#embed "../../../../sdk/c/vendor/json.h" suffix(, 0)
    }},
    {"rust", ".gitignore", (const unsigned char[]){
#embed "../../../../sdk/rust/speller/.gitignore" suffix(, 0)
    }},
    {"rust", "Cargo.toml", (const unsigned char[]){
#embed "../../../../sdk/rust/speller/Cargo.toml" suffix(, 0)
    }},
    {"rust", "README.md", (const unsigned char[]){
#embed "../../../../sdk/rust/speller/README.md" suffix(, 0)
    }},
    {"rust", "src/lib.rs", (const unsigned char[]){
#embed "../../../../sdk/rust/speller/src/lib.rs" suffix(, 0)
    }},
    {"rust", "vendor/ext/agents.h", (const unsigned char[]){
#embed "../../../../Sources/AgentABI/include/ext/agents.h" suffix(, 0)
    }},
    {"rust", "vendor/ext/blob.h", (const unsigned char[]){
#embed "../../../../Sources/AgentABI/include/ext/blob.h" suffix(, 0)
    }},
    {"rust", "vendor/ext/model.h", (const unsigned char[]){
#embed "../../../../Sources/AgentABI/include/ext/model.h" suffix(, 0)
    }},
    {"rust", "vendor/ext/reconcile.h", (const unsigned char[]){
#embed "../../../../Sources/AgentABI/include/ext/reconcile.h" suffix(, 0)
    }},
    {"rust", "vendor/ext/store.h", (const unsigned char[]){
#embed "../../../../Sources/AgentABI/include/ext/store.h" suffix(, 0)
    }},
    {"rust", "vendor/hermes_agent.h", (const unsigned char[]){
#embed "../../../../Sources/AgentABI/include/hermes_agent.h" suffix(, 0)
    }},
    {"rust", "vendor/hermes-agent/Cargo.toml", (const unsigned char[]){
#embed "../../../../sdk/rust/hermes-agent/Cargo.toml" suffix(, 0)
    }},
    {"rust", "vendor/hermes-agent/src/abi.rs", (const unsigned char[]){
#embed "../../../../sdk/rust/hermes-agent/src/abi.rs" suffix(, 0)
    }},
    {"rust", "vendor/hermes-agent/src/agent.rs", (const unsigned char[]){
#embed "../../../../sdk/rust/hermes-agent/src/agent.rs" suffix(, 0)
    }},
    {"rust", "vendor/hermes-agent/src/ask.rs", (const unsigned char[]){
#embed "../../../../sdk/rust/hermes-agent/src/ask.rs" suffix(, 0)
    }},
    {"rust", "vendor/hermes-agent/src/blobs.rs", (const unsigned char[]){
#embed "../../../../sdk/rust/hermes-agent/src/blobs.rs" suffix(, 0)
    }},
    {"rust", "vendor/hermes-agent/src/call.rs", (const unsigned char[]){
#embed "../../../../sdk/rust/hermes-agent/src/call.rs" suffix(, 0)
    }},
    {"rust", "vendor/hermes-agent/src/card.rs", (const unsigned char[]){
#embed "../../../../sdk/rust/hermes-agent/src/card.rs" suffix(, 0)
    }},
    {"rust", "vendor/hermes-agent/src/error.rs", (const unsigned char[]){
#embed "../../../../sdk/rust/hermes-agent/src/error.rs" suffix(, 0)
    }},
    {"rust", "vendor/hermes-agent/src/export.rs", (const unsigned char[]){
#embed "../../../../sdk/rust/hermes-agent/src/export.rs" suffix(, 0)
    }},
    {"rust", "vendor/hermes-agent/src/heard.rs", (const unsigned char[]){
#embed "../../../../sdk/rust/hermes-agent/src/heard.rs" suffix(, 0)
    }},
    {"rust", "vendor/hermes-agent/src/host.rs", (const unsigned char[]){
#embed "../../../../sdk/rust/hermes-agent/src/host.rs" suffix(, 0)
    }},
    {"rust", "vendor/hermes-agent/src/json.rs", (const unsigned char[]){
#embed "../../../../sdk/rust/hermes-agent/src/json.rs" suffix(, 0)
    }},
    {"rust", "vendor/hermes-agent/src/json/read.rs", (const unsigned char[]){
#embed "../../../../sdk/rust/hermes-agent/src/json/read.rs" suffix(, 0)
    }},
    {"rust", "vendor/hermes-agent/src/json/write.rs", (const unsigned char[]){
#embed "../../../../sdk/rust/hermes-agent/src/json/write.rs" suffix(, 0)
    }},
    {"rust", "vendor/hermes-agent/src/lib.rs", (const unsigned char[]){
#embed "../../../../sdk/rust/hermes-agent/src/lib.rs" suffix(, 0)
    }},
    {"rust", "vendor/hermes-agent/src/model.rs", (const unsigned char[]){
#embed "../../../../sdk/rust/hermes-agent/src/model.rs" suffix(, 0)
    }},
    {"rust", "vendor/hermes-agent/src/output.rs", (const unsigned char[]){
#embed "../../../../sdk/rust/hermes-agent/src/output.rs" suffix(, 0)
    }},
    {"rust", "vendor/hermes-agent/src/question.rs", (const unsigned char[]){
#embed "../../../../sdk/rust/hermes-agent/src/question.rs" suffix(, 0)
    }},
    {"rust", "vendor/hermes-agent/src/reconcile.rs", (const unsigned char[]){
#embed "../../../../sdk/rust/hermes-agent/src/reconcile.rs" suffix(, 0)
    }},
    {"rust", "vendor/hermes-agent/src/request.rs", (const unsigned char[]){
#embed "../../../../sdk/rust/hermes-agent/src/request.rs" suffix(, 0)
    }},
    {"rust", "vendor/hermes-agent/src/store.rs", (const unsigned char[]){
#embed "../../../../sdk/rust/hermes-agent/src/store.rs" suffix(, 0)
    }},
    {"swift", ".gitignore", (const unsigned char[]){
#embed "../../../../sdk/swift/.gitignore" suffix(, 0)
    }},
    {"swift", "Package.swift", (const unsigned char[]){
#embed "../../../../sdk/swift/Package.swift" suffix(, 0)
    }},
    {"swift", "README.md", (const unsigned char[]){
#embed "../../../../sdk/swift/README.md" suffix(, 0)
    }},
    {"swift", "exports.map", (const unsigned char[]){
#embed "../../../../sdk/swift/exports.map" suffix(, 0)
    }},
    {"swift", "Sources/Alphabet/Alphabet.swift", (const unsigned char[]){
#embed "../../../../sdk/swift/Sources/Alphabet/Alphabet.swift" suffix(, 0)
    }},
    {"swift", "Sources/Speller/Speller.swift", (const unsigned char[]){
#embed "../../../../sdk/swift/Sources/Speller/Speller.swift" suffix(, 0)
    }},
    {"swift", "Tests/AlphabetTests/AlphabetTests.swift", (const unsigned char[]){
#embed "../../../../sdk/swift/Tests/AlphabetTests/AlphabetTests.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Package.swift", (const unsigned char[]){
#embed "../../../../sdk/swift/vendor/AgentKit/Package.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentABI/include/ext/agents.h", (const unsigned char[]){
#embed "../../../../Sources/AgentABI/include/ext/agents.h" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentABI/include/ext/blob.h", (const unsigned char[]){
#embed "../../../../Sources/AgentABI/include/ext/blob.h" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentABI/include/ext/model.h", (const unsigned char[]){
#embed "../../../../Sources/AgentABI/include/ext/model.h" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentABI/include/ext/reconcile.h", (const unsigned char[]){
#embed "../../../../Sources/AgentABI/include/ext/reconcile.h" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentABI/include/ext/store.h", (const unsigned char[]){
#embed "../../../../Sources/AgentABI/include/ext/store.h" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentABI/include/hermes_agent.h", (const unsigned char[]){
#embed "../../../../Sources/AgentABI/include/hermes_agent.h" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentABI/include/swift/names.h", (const unsigned char[]){
#embed "../../../../Sources/AgentABI/include/swift/names.h" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentABI/include/module.modulemap", (const unsigned char[]){
#embed "../../../../Sources/AgentABI/include/module.modulemap" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentABI/layout_check.c", (const unsigned char[]){
#embed "../../../../Sources/AgentABI/layout_check.c" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Agent/Agent.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Agent/Agent.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Agent/AgentArtifact.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Agent/AgentArtifact.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Services/AgentBlobs.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Services/AgentBlobs.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Services/AgentCall+Agents.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Services/AgentCall+Agents.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Services/AgentCall+Ask.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Services/AgentCall+Ask.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Services/AgentCall.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Services/AgentCall.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Agent/AgentCard.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Agent/AgentCard.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Runtime/AgentEntry.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Runtime/AgentEntry.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Agent/AgentError.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Agent/AgentError.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Runtime/RunningAgent.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Runtime/RunningAgent.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Agent/AgentLog.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Agent/AgentLog.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Services/AgentModel.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Services/AgentModel.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Agent/AgentPart.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Agent/AgentPart.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Drafts/AgentCall+Draft.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Drafts/AgentCall+Draft.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Services/AgentModel+Time.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Services/AgentModel+Time.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Drafts/AnsweredCode.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Drafts/AnsweredCode.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Drafts/AnsweredDocument.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Drafts/AnsweredDocument.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Drafts/CodeFence.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Drafts/CodeFence.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Drafts/PythonLines.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Drafts/PythonLines.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Drafts/AgentRequest+Model.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Drafts/AgentRequest+Model.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Drafts/AgentCall+Python.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Drafts/AgentCall+Python.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Drafts/ThinkTags.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Drafts/ThinkTags.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Agent/AgentQuestion.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Agent/AgentQuestion.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Services/AgentReconciliation.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Services/AgentReconciliation.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Runtime/RegisteredAgents.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Runtime/RegisteredAgents.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Agent/AgentRequest.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Agent/AgentRequest.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Agent/AgentResult.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Agent/AgentResult.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Agent/AgentSkill.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Agent/AgentSkill.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Services/AgentStore.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Services/AgentStore.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Runtime/AgentThreads.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Runtime/AgentThreads.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Drafts/TextGaps.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Drafts/TextGaps.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Drafts/TextLines.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Drafts/TextLines.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Drafts/Courtesy.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Drafts/Courtesy.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Runtime/Backpressure.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Runtime/Backpressure.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Runtime/ForeignTable.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Runtime/ForeignTable.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Runtime/HostCall.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Runtime/HostCall.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Runtime/HostProxy.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Runtime/HostProxy.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Agent/JSONValue.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Agent/JSONValue.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Runtime/Outcome.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Runtime/Outcome.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Runtime/OutgoingJSON.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Runtime/OutgoingJSON.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Runtime/ExportedTable.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Runtime/ExportedTable.swift" suffix(, 0)
    }},
};

const hermes_scaffold_file *hermes_scaffold_files(size_t *count) {
  *count = sizeof files / sizeof files[0];
  return files;
}
