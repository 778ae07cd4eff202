"""New agents of each language, made by `hermes agent new` and built once with the language's own tool."""

import subprocess

import pytest

from hermes_process import AGENTS, ROOT
from new_project import LANGUAGES, Project, hermes, run


@pytest.fixture(scope="session", params=LANGUAGES)
def project(request, tmp_path_factory):
    """A built project, far from this repository."""
    name, build, library = LANGUAGES[request.param]
    folder = tmp_path_factory.mktemp(f"new-{request.param}")
    done = hermes("agent", "new", name, "--language", request.param, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert f"  {build}\n  hermes agent check {library}\n" in done.stdout
    run(build, folder / name)
    return Project(name, request.param, folder / name, build, folder / name / library)


@pytest.fixture(scope="session")
def fixtures(tmp_path_factory):
    """The faulty libraries of Tests/Fixtures, those that only the conformance kit loads included."""
    folder = tmp_path_factory.mktemp("fixtures")
    for kind in ("plugins", "conformance"):
        subprocess.run([ROOT / "Tests/Fixtures/build", folder, kind], check=True)
    return folder


@pytest.fixture(scope="session")
def shipped():
    return sorted(AGENTS.glob("*.so"))
