"""The Debian package on an empty system without a toolchain: installed, used, upgraded, removed, purged."""

import shutil
import subprocess
import time

import pytest

from demo import REQUEST, assert_whole

pytestmark = pytest.mark.parametrize("suite", ["bookworm", "trixie"], scope="module")
SETTING = "# The operator's own.\nport: 8123\n"


@pytest.fixture(scope="module")
def system(empty, deb, suite, tmp_path_factory):
    """An empty system on which the package is installed; the tests of this file use it one after the other."""
    root = empty(suite).copy(tmp_path_factory.mktemp("installed") / suite)
    root.run("apt-get", "update", "-qq")
    root.put(deb, "/root/hermes.deb")
    # Fetched first: what is measured is the package's own part.
    root.sh("apt-get install -y -qq --download-only /root/hermes.deb")
    start = time.monotonic()
    printed = root.sh("DEBIAN_FRONTEND=noninteractive apt-get install -y -qq /root/hermes.deb").stdout
    print(f"\n{suite}: installed in {time.monotonic() - start:.1f} s, with bubblewrap and python3")
    root.printed = printed
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


def test_every_user_can_run_a_task(system):
    system.sh("useradd --create-home ada")
    assert_whole(system.run("hermes", "run", REQUEST, user="ada").printed)


def test_the_settings_of_the_package_load_every_agent(system):
    shown = system.run("hermes", "agents", "--config", "/etc/hermes/hermes.yaml", user="hermes").stdout
    for agent in ("CodeGenerator", "ContentWriter", "DataAnalyzer", "Guide", "PythonExpert", "ScriptWriter"):
        assert agent in shown
    assert "not loaded" not in shown and "refused" not in shown


def test_manual_and_completions_are_there(system):
    system.sh("test -s /usr/share/man/man1/hermes.1.gz || grep -q 'usr/share/man' /etc/dpkg/dpkg.cfg.d/*")
    system.sh("bash -n /usr/share/bash-completion/completions/hermes")
    system.sh("test -s /usr/share/zsh/vendor-completions/_hermes && test -s /usr/share/fish/vendor_completions.d/hermes.fish")


def test_an_upgrade_keeps_settings_and_data(empty, deb, suite, tmp_path):
    root = empty(suite).copy(tmp_path / suite)
    root.run("apt-get", "update", "-qq")
    root.put(earlier(deb, folder=tmp_path), "/root/earlier.deb")
    root.put(deb, "/root/hermes.deb")
    root.sh("DEBIAN_FRONTEND=noninteractive apt-get install -y -qq /root/earlier.deb")
    root.path("/etc/hermes/hermes.yaml").write_text(f"data: /var/lib/hermes\n{SETTING}")
    root.sh("HERMES_PASSWORD=secret hermes user add ada@example.org --data /var/lib/hermes", user="hermes")
    printed = root.sh("DEBIAN_FRONTEND=noninteractive apt-get install -y -qq /root/hermes.deb").stdout
    assert "administrator" not in printed
    assert SETTING in root.path("/etc/hermes/hermes.yaml").read_text()
    assert "ada@example.org" in root.run("hermes", "user", "list", "--data", "/var/lib/hermes", user="hermes").stdout
    version = root.run("dpkg-query", "-W", "-f", "${Version}", "hermes-server").stdout
    assert version == root.run("hermes", "--version").stdout.strip()


def earlier(deb, *, folder):
    """The same package as version 0.0.1."""
    content, package = folder / "earlier", folder / "earlier.deb"
    subprocess.run(["dpkg-deb", "-R", deb, content], check=True)
    control = content / "DEBIAN/control"
    lines = control.read_text().splitlines(keepends=True)
    control.write_text("".join("Version: 0.0.1\n" if line.startswith("Version:") else line for line in lines))
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zgzip", "-b", content, package], check=True, capture_output=True)
    shutil.rmtree(content)
    return package


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
