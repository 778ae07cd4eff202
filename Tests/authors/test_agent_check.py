"""`hermes agent check`: what is right passes, and each fault library fails for its own reason."""

import json
import os
import re
import shutil

import pytest

from hermes_process import ROOT
from new_project import hermes, run

# The first item that fails, and what is seen. Libraries of Tests/Fixtures.
FAULTS = {
    "missing_entry": ("entry", "does not export hermes_agent_entry"),
    "null_entry": ("entry", "returned NULL"),
    "other_major": ("handshake", "abi_major is 2"),
    "short_struct": ("handshake", "struct_size is 64"),
    "zero_agents": ("handshake", "agent_count is 0"),
    "too_many_agents": ("handshake", "agent_count is 65"),
    "nameless": ("handshake", "its name is empty"),
    "crashes_in_entry": ("entry", "crash: SIGSEGV .* while loading it"),
    "lacks_symbol": ("entry", "undefined symbol: a_function_that_nobody_has"),
    "card_changes": ("card", "returns different bytes each time"),
    "needs_config": ("create", "its configuration has no key"),
    "no_instance": ("create", "returned HERMES_OK without an instance"),
    "crashes_in_destroy": ("create", "crash: SIGABRT"),
    "hangs_in_destroy": ("create", "hang: nothing happened"),
    "null_invoke": ("handshake", "invoke is NULL"),
    "null_card": ("card", r"agent_card\(0\) returned NULL"),
    "invalid_json_card": ("card", "not valid JSON.* at byte 36"),
    "invalid_utf8_card": ("card", "invalid UTF-8"),
    "no_skills_card": ("card", "no skills"),
    "duplicate_name": ("card", "two agents are named DuplicateName"),
    "create_fails": ("create", "the fixture does not want to be created"),
    "overruns_errbuf": ("create", "wrote beyond the 256 bytes of errbuf"),
    "writes_to_host": ("create", "crash: SIGSEGV .* while creating an instance"),
    "artifact_without_id": ("normal_request", r"artifacts\[0\] has no artifactId"),
    "same_id_twice": ("normal_request", r"artifacts\[1\] has the same artifactId as artifacts\[0\]"),
    "huge_result": ("normal_request", "it has more than 8 MiB"),
    "null_result": ("normal_request", "its bytes are NULL with a length"),
    "error_without_code": ("normal_request", "the error is not valid: it has no code"),
    "event_of_no_kind": ("normal_request", "there is no kind 99"),
    "progress_of_200": ("normal_request", "its fraction is not a number from 0 to 1"),
    "frees_request": ("normal_request", "crash: SIGABRT"),
    "writes_request": ("normal_request", "crash: SIGSEGV"),
    "recurses_forever": ("normal_request", "crash: SIGSEGV"),
    "ends_its_thread": ("normal_request", "thread"),
    "says_why": ("normal_request", "crash: SIGABRT"),
    "invalid_result_json": ("normal_request", "the result is not valid"),
    "invalid_utf8_event": ("normal_request", "an event of kind 1: its JSON is not valid"),
    "null_bytes": ("normal_request", "an event of kind 1"),
    "pending_forever": ("normal_request", "no finish for"),
    "slow_invoke": ("normal_request", "hang: nothing happened"),
    "exits": ("normal_request", r"ended the process \(exit code 3\)"),
    "keeps_request": ("normal_request", "crash: SIGSEGV"),
    "reads_past_request": ("normal_request", "crash: SIGSEGV"),
    "done_without_finish": ("normal_request", "HERMES_OK without finish"),
    "finish_twice": ("finish_once", "a second time"),
    "emit_after_finish": ("thread_contract", "emit after finish"),
    "emits_early": ("thread_contract", "emit before the first invoke"),
    "one_instance": ("two_instances", "a call does not end|not a call of this instance"),
    "trusts_minor": ("new_host", "a function that hermes_agent.h does not have"),
    "crash_on_garbage": ("empty_request", "crash: SIGSEGV .* while answering no bytes"),
    "deaf_to_cancel": ("cancel", "still open after 1.5 s"),
    "blocks_in_cancel": ("cancel", "its cancel had not returned after 0.5 s"),
    "sulks_after_end": ("late_answer", "no longer answers"),
    "finish_wrong_token": ("unknown_calls", "not a call of this instance"),
    "crashes_on_late_cancel": ("cancel", "crash: SIGABRT"),
    "changes_directory": ("process_state", r"the working directory \(now /proc\)"),
    "changes_signals": ("process_state", "the disposition of SIGPIPE"),
    "changes_environment": ("process_state", "locale.*the umask, the environment variable FIXTURE"),
    "leaves_thread": ("threads_joined", "8 threads are left of 8"),
    "leaks_memory": ("memory", "after 1000 calls 1... KiB more in use"),
    "leaks_descriptors": ("descriptors", r"20 more descriptors .*\(/dev/null\)"),
    "inherited_descriptor": ("descriptors", r"\(/dev/null\) is not close-on-exec"),
}  # fmt: skip
# Odd, but within the contract: nothing fails.
ALLOWED = {"echo", "sleeper_async", "emit_threads", "old_table", "huge_event", "edge_of_page",
           "requires_missing_extension", "unknown_status", "error_retryable", "puts_signals_back",
           "handles_signals", "misspelt_card", "other_type"}  # fmt: skip


def check(library, *options, env=None):
    """The verdicts by item, and the exit code."""
    done = hermes("agent", "check", library, "--json", *options, timeout=300, env=env)
    assert done.stderr == "", done
    answer = json.loads(done.stdout)
    assert answer["passed"] == (done.returncode == 0) and done.returncode in (0, 1)
    return {each["item"]: each for each in answer["verdicts"]}, done.returncode


def failed(verdicts):
    return [each for each in verdicts.values() if each["verdict"] == "fail"]


@pytest.mark.parametrize("stem", FAULTS)
def test_a_faulty_library_fails_for_its_reason(stem, fixtures):
    item, seen = FAULTS[stem]
    verdicts, code = check(fixtures / f"{stem}.so", "--time-limit", "1")
    assert code == 1 and failed(verdicts)[0]["item"] == item, failed(verdicts)
    first = verdicts[item]
    assert re.search(seen, first["seen"]) and first["asks"] and len(first["cure"].split()) > 2, first


@pytest.mark.parametrize("stem", sorted(ALLOWED))
def test_what_is_odd_and_allowed_passes(stem, fixtures):
    verdicts, code = check(fixtures / f"{stem}.so")
    assert code == 0, failed(verdicts)


def test_every_fixture_that_only_the_kit_loads_is_checked(fixtures):
    sources = (ROOT / "Tests/Fixtures/conformance").glob("*.c")
    assert {path.stem for path in sources} <= set(FAULTS) | ALLOWED


def test_a_member_of_a_card_that_is_none_is_told(fixtures):
    verdict = check(fixtures / "misspelt_card.so")[0]["card"]
    assert verdict["verdict"] == "warning", verdict
    assert verdict["seen"] == (
        "MisspeltCard: its card's hermes.deadline_m is not a member; did you mean deadline_ms?")


def test_what_the_library_says_is_shown(fixtures):
    library = fixtures / "says_why.so"
    verdict = check(library)[0]["normal_request"]
    assert verdict["said"][-2:] == ["printed by the library", "assertion failed: the moon is full"]
    done = hermes("agent", "check", library)
    assert "said:  assertion failed: the moon is full\n" in done.stdout
    # The C library's own words.
    said = check(fixtures / "frees_request.so")[0]["normal_request"]["said"]
    assert said[-1].startswith(("free(): ", "munmap_chunk(): ")), said


def test_an_agent_that_needs_a_configuration_is_given_it(fixtures, tmp_path):
    library = fixtures / "needs_config.so"
    assert "--config FILE" in check(library)[0]["create"]["cure"]
    (tmp_path / "config.json").write_text('{"key": "value"}')
    for config in ('{"key": 1}', tmp_path / "config.json"):
        verdicts, code = check(library, "--config", config)
        assert code == 0, failed(verdicts)
    for config in ("[1]", '{"key"', tmp_path / "none.json"):
        done = hermes("agent", "check", library, "--config", config)
        assert done.returncode == 2 and "--config" in done.stderr, done


def with_sanitizer(stem, folder):
    """A fixture built with AddressSanitizer, and the library that must be loaded first."""
    fixtures = ROOT / "Tests/Fixtures"
    (source,) = fixtures.glob(f"*/{stem}.c")
    includes = f"-I{ROOT}/Sources/AgentABI/include -I{fixtures}/plugins"
    run(f"cc -std=c11 -g -fsanitize=address -shared -fPIC -pthread -fvisibility=hidden {includes} "
        f"-o {stem}.so {source}", folder)
    loaded_first = run("cc -print-file-name=libasan.so", folder).strip()
    if not loaded_first.startswith("/"):
        pytest.skip("the compiler has no shared AddressSanitizer")
    return folder / f"{stem}.so", {**os.environ, "LD_PRELOAD": loaded_first}


def test_it_works_under_address_sanitizer(tmp_path):
    library, environment = with_sanitizer("echo", tmp_path)
    entry = check(library)[0]["entry"]
    assert entry["verdict"] == "fail" and "LD_PRELOAD=$(cc -print-file-name" in entry["cure"], entry
    verdicts, code = check(library, env=environment)
    assert code == 0 and verdicts["memory"]["verdict"] == "skipped", failed(verdicts)
    library, environment = with_sanitizer("reads_past_request", tmp_path)
    first = check(library, env=environment)[0]["normal_request"]
    assert first["seen"].startswith("AddressSanitizer: "), first
    assert any("reads_past_request.c" in line for line in first["said"]), first


def test_a_type_that_the_card_does_not_name_is_told(fixtures):
    verdict = check(fixtures / "other_type.so")[0]["normal_request"]
    assert verdict["verdict"] == "warning", verdict
    assert verdict["seen"].endswith(
        "its artifacts are text/plain, and the outputModes of fixture-other-type "
        "application/x-fixture-other-type-done")


def test_a_file_that_is_not_there(tmp_path):
    done = hermes("agent", "check", tmp_path / "Nowhere.so")
    assert done.returncode == 2 and f"Cannot find the file {tmp_path}/Nowhere.so" in done.stderr, done


def test_handlers_that_the_loader_sees_are_told_and_no_failure(fixtures):
    """As of a language's runtime: the library gets the lane in which they do no harm."""
    verdict = check(fixtures / "handles_signals.so")[0]["process_state"]
    assert verdict["verdict"] == "warning" and "(Urgent I/O condition)" in verdict["seen"]
    assert "a separate process" in verdict["cure"]


@pytest.mark.parametrize(
    "name", ["CodeGenerator", "ContentWriter", "DataAnalyzer", "PythonExpert", "ScriptWriter"])
def test_a_shipped_agent_passes(name, shipped):
    (library,) = [path for path in shipped if path.stem == name]
    verdicts, code = check(library)
    assert code == 0 and len(verdicts) == 20, failed(verdicts)
    assert not [each for each in verdicts.values() if each["verdict"] == "warning"]


def test_a_new_agent_passes_without_a_warning(project):
    verdicts, code = check(project.library)
    outcomes = {each["verdict"] for each in verdicts.values()}
    assert code == 0 and outcomes == {"pass"}, verdicts


@pytest.mark.parametrize("language", ["c", "rust"])
def test_the_examples_of_the_sdk_pass(language, tmp_path):
    """Built from a copy, so that nothing is left in the repository."""
    shutil.copytree(ROOT / "sdk", tmp_path / "sdk", symlinks=False, ignore=ignored)
    folder = tmp_path / "sdk" / {"c": "c", "rust": "rust/speller"}[language]
    library = {"c": "build/Speller.so", "rust": "target/release/libspeller.so"}[language]
    run({"c": "make", "rust": "cargo build --release --offline"}[language], folder)
    verdicts, code = check(folder / library)
    assert code == 0, failed(verdicts)


def ignored(folder, names):
    return {"target", "build", ".build", "agents"} & set(names)


def test_the_tests_of_the_crate_pass(tmp_path):
    run(f"CARGO_TARGET_DIR={tmp_path} cargo test --offline", ROOT / "sdk/rust/hermes-agent")
    run(f"CARGO_TARGET_DIR={tmp_path} cargo test --offline", ROOT / "sdk/rust/speller")


def test_a_person_reads_what_was_seen_what_is_asked_and_the_cure(fixtures):
    done = hermes("agent", "check", fixtures / "finish_twice.so")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("FAIL  finish_once"))
    assert lines[at + 1].strip().startswith("asked: finish ends a call")
    assert lines[at + 2].strip().startswith("cure:  ")
    assert lines[-1].endswith("finish_twice.so: 1 failed, 3 warnings")


@pytest.mark.parametrize("arguments", [[], ["nowhere.so"], ["/bin/sh", "--time-limit", "0"]])
def test_wrong_usage_is_2(arguments):
    done = hermes("agent", "check", *arguments)
    assert done.returncode == 2 and done.stderr


def test_a_file_that_is_no_library_fails(tmp_path):
    (tmp_path / "text.so").write_text("not a library")
    verdicts, code = check(tmp_path / "text.so")
    assert code == 1 and verdicts["file"]["seen"] == "it is not an ELF shared library"
    assert {each["verdict"] for each in verdicts.values()} == {"fail", "skipped"}


def test_a_relative_search_path_fails(tmp_path):
    (tmp_path / "empty.c").write_text("")
    run("cc -shared -Wl,-rpath,lib/here -o relative.so empty.c", tmp_path)
    verdicts, _ = check(tmp_path / "relative.so")
    assert verdicts["file"]["seen"] == 'its RUNPATH "lib/here" is relative'


def test_a_stack_that_can_be_executed_fails(tmp_path):
    """As the loader would have it: every thread of the process would have such a stack."""
    (tmp_path / "empty.c").write_text("")
    run("cc -shared -Wl,-z,execstack -o stack.so empty.c", tmp_path)
    verdicts, code = check(tmp_path / "stack.so")
    assert code == 1 and "PT_GNU_STACK header is flagged RWE" in verdicts["file"]["seen"], verdicts["file"]
    # Without the header the loader takes it for the same.
    content, segment = (tmp_path / "stack.so").read_bytes(), b"\x51\xe5\x74\x64\x07"
    assert content.count(segment) == 1
    (tmp_path / "stack.so").write_bytes(content.replace(segment, b"\0\0\0\0\x07"))
    verdicts, code = check(tmp_path / "stack.so")
    assert code == 1 and "it has no PT_GNU_STACK header" in verdicts["file"]["seen"], verdicts["file"]
