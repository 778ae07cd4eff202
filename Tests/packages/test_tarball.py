"""The tarball: unpacked anywhere by anybody, on a system that has no more than the libraries it names."""

import re
import subprocess

from demo import REQUEST, assert_whole


def test_a_whole_task_without_root(empty, tarball, tmp_path):
    root = empty("bookworm").copy(tmp_path / "bookworm")
    root.run("apt-get", "update", "-qq")
    readme = subprocess.run(
        ["tar", "-xOf", tarball, "--wildcards", "*/README.md"], check=True, capture_output=True, text=True).stdout
    libraries = re.search(r"apt-get install (.*)", readme)[1]
    root.sh(f"apt-get install -y -qq --no-install-recommends {libraries} bubblewrap python3 xz-utils")
    root.sh("useradd --create-home ada")
    root.put(tarball, "/home/ada/hermes.tar.xz")
    root.sh("mkdir -p ~/some/where && tar -xf ~/hermes.tar.xz -C ~/some/where --strip-components=1", user="ada")
    # From a folder of its own: neither settings nor agents are found through the working directory.
    printed = root.sh(f"cd / && HOME=/home/ada /home/ada/some/where/bin/hermes run '{REQUEST}'", user="ada").printed
    assert_whole(printed)
    agents = root.sh("HOME=/home/ada /home/ada/some/where/bin/hermes agents", user="ada").stdout
    assert "DataAnalyzer" in agents and "ContentWriter" in agents


def test_its_agents_name_no_folder_of_the_runtime(tarball, tmp_path):
    subprocess.run(["tar", "-xf", tarball, "-C", tmp_path, "--strip-components=1"], check=True)
    for agent in sorted((tmp_path / "agents.d").glob("*.so")):
        shown = subprocess.run(["readelf", "-d", agent], capture_output=True, text=True, check=True).stdout
        assert "RUNPATH" not in shown and "RPATH" not in shown, agent
