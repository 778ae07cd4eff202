"""The Debian package on an empty system without a toolchain: installed, used, upgraded, removed, purged."""

import time

import pytest

from demo import REQUEST, assert_whole
from repacked import repacked

pytestmark = pytest.mark.parametrize("suite", ["bookworm", "trixie"], scope="module")
INSTALL = "DEBIAN_FRONTEND=noninteractive apt-get install -y -qq"
SETTING = "# The operator's own.\nport: 8123\n"


@pytest.fixture(scope="module")
def system(empty, deb, suite, tmp_path_factory):
    """An empty system on which the package is installed; the tests of this file use it one after the other."""
    root = empty(suite).copy(tmp_path_factory.mktemp("installed") / suite)
    root.put(deb, "/root/hermes.deb")
    start = time.monotonic()
    root.run("apt-get", "update", "-qq")
    root.printed = root.sh(f"{INSTALL} /root/hermes.deb").stdout
    root.seconds = time.monotonic() - start
    print(f"\n{suite}: installed in {root.seconds:.1f} s, with lists, downloads, bubblewrap and python3")
    return root


def test_the_installation_says_how_to_make_an_administrator(system):
    assert "hermes user add" in system.printed and "--admin" in system.printed
    accounts = system.run("hermes", "user", "list", "--data", "/var/lib/hermes", user="hermes").stdout
    assert "admin" not in accounts.replace("operator@localhost", "")


def test_the_user_has_the_data_and_root_the_rest(system):
    facts = system.sh("stat -c '%U:%G %a %n' /var/lib/hermes /var/lib/hermes/agents.d /etc/hermes/environment"
                      " /etc/hermes/agents.d /usr/lib/hermes/agents.d/PythonExpert.so").stdout
    assert facts.splitlines() == [
        "hermes:hermes 700 /var/lib/hermes", "hermes:hermes 700 /var/lib/hermes/agents.d",
        "root:hermes 640 /etc/hermes/environment", "root:root 755 /etc/hermes/agents.d",
        "root:root 644 /usr/lib/hermes/agents.d/PythonExpert.so",
    ]


def test_there_is_no_toolchain_and_nothing_is_missing(system):
    assert system.sh("command -v swift clang gcc", check=False).returncode != 0
    missing = system.sh("ldd /usr/bin/hermes /usr/lib/hermes/agents.d/*.so /usr/lib/hermes/swift/*.so").stdout
    assert "not found" not in missing


def test_every_user_can_run_a_task(system, suite):
    system.sh("useradd --create-home ada")
    start = time.monotonic()
    assert_whole(system.run("hermes", "run", REQUEST, user="ada").printed)
    seconds = time.monotonic() - start
    print(f"\n{suite}: a task in {seconds:.1f} s; {system.seconds + seconds:.1f} s after the start of the installation")


def test_the_settings_of_the_package_load_every_agent(system):
    shown = system.run("hermes", "agents", "--config", "/etc/hermes/hermes.yaml", user="hermes").stdout
    for agent in ("CodeGenerator", "ContentWriter", "DataAnalyzer", "Guide", "PythonExpert", "ScriptWriter"):
        assert agent in shown
    assert "not loaded" not in shown and "refused" not in shown


def test_manual_and_completions_are_there(system):
    system.sh("test -s /usr/share/man/man1/hermes.1.gz || grep -q 'usr/share/man' /etc/dpkg/dpkg.cfg.d/*")
    system.sh("bash -n /usr/share/bash-completion/completions/hermes")
    system.sh("test -s /usr/share/zsh/vendor-completions/_hermes && test -s /usr/share/fish/vendor_completions.d/hermes.fish")


def test_a_removal_keeps_the_data_and_a_purge_does_not(system):
    system.sh("HERMES_PASSWORD=secret hermes user add ada@example.org --data /var/lib/hermes", user="hermes")
    system.run("apt-get", "remove", "-y", "-qq", "hermes-server")
    assert system.path("/var/lib/hermes/hermes.sqlite").exists() and system.path("/etc/hermes/hermes.yaml").exists()
    assert not system.path("/usr/bin/hermes").exists()
    system.run("apt-get", "purge", "-y", "-qq", "hermes-server")
    left = system.sh("find / -xdev -name '*hermes*' -not -path '/root/*' -not -path '/home/*' -not -path '/proc/*'"
                     " -not -path '/var/log/*' -not -path '/var/cache/apt/*'").stdout
    assert left == ""
    assert system.run("getent", "passwd", "hermes", check=False).returncode != 0


def test_it_can_be_installed_again_after_a_purge(system, suite):
    # Everything that it needs is there: what is measured is the package's own part.
    start = time.monotonic()
    printed = system.sh(f"{INSTALL} /root/hermes.deb").stdout
    print(f"\n{suite}: the package alone installed in {time.monotonic() - start:.1f} s")
    assert "administrator" in printed
    assert system.run("hermes", "user", "list", "--data", "/var/lib/hermes", user="hermes").stdout.count("ada@") == 0


def test_an_upgrade_keeps_settings_and_data(system, deb, tmp_path):
    system.run("apt-get", "purge", "-y", "-qq", "hermes-server")
    system.put(repacked(deb, version="0.0.1", folder=tmp_path), "/root/earlier.deb")
    system.sh(f"{INSTALL} /root/earlier.deb")
    system.path("/etc/hermes/hermes.yaml").write_text(f"data: /var/lib/hermes\n{SETTING}")
    system.sh("HERMES_PASSWORD=secret hermes user add ada@example.org --data /var/lib/hermes", user="hermes")
    printed = system.sh(f"{INSTALL} /root/hermes.deb").stdout
    assert "administrator" not in printed
    assert SETTING in system.path("/etc/hermes/hermes.yaml").read_text()
    assert "ada@example.org" in system.run("hermes", "user", "list", "--data", "/var/lib/hermes", user="hermes").stdout
    version = system.run("dpkg-query", "-W", "-f", "${Version}", "hermes-server").stdout
    assert version == system.run("hermes", "--version").stdout.strip()
