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
    {"swift", "vendor/AgentKit/Sources/AgentKit/Agent.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Agent.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/AgentArtifact.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/AgentArtifact.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/AgentBlobs.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/AgentBlobs.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/AgentCall+Agents.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/AgentCall+Agents.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/AgentCall+Ask.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/AgentCall+Ask.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/AgentCall.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/AgentCall.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/AgentCard.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/AgentCard.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/AgentEntry.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/AgentEntry.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/AgentError.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/AgentError.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/RunningAgent.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/RunningAgent.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/AgentLog.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/AgentLog.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/AgentModel.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/AgentModel.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/AgentPart.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/AgentPart.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/AgentCall+Draft.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/AgentCall+Draft.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/AgentModel+Time.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/AgentModel+Time.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/AnsweredCode.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/AnsweredCode.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/AnsweredDocument.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/AnsweredDocument.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/CodeFence.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/CodeFence.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/PythonLines.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/PythonLines.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/AgentRequest+Model.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/AgentRequest+Model.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/AgentCall+Python.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/AgentCall+Python.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/ThinkTags.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/ThinkTags.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/AgentQuestion.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/AgentQuestion.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/AgentReconciliation.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/AgentReconciliation.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/RegisteredAgents.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/RegisteredAgents.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/AgentRequest.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/AgentRequest.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/AgentResult.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/AgentResult.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/AgentSkill.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/AgentSkill.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/AgentStore.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/AgentStore.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/AgentThreads.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/AgentThreads.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/TextGaps.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/TextGaps.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/TextLines.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/TextLines.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Courtesy.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Courtesy.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Backpressure.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Backpressure.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/ForeignTable.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/ForeignTable.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/HostCall.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/HostCall.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/HostProxy.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/HostProxy.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/JSONValue.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/JSONValue.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/Outcome.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/Outcome.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/OutgoingJSON.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/OutgoingJSON.swift" suffix(, 0)
    }},
    {"swift", "vendor/AgentKit/Sources/AgentKit/ExportedTable.swift", (const unsigned char[]){
#embed "../../../../Sources/AgentKit/ExportedTable.swift" suffix(, 0)
    }},
};

const hermes_scaffold_file *hermes_scaffold_files(size_t *count) {
  *count = sizeof files / sizeof files[0];
  return files;
}
