"""What the packages are made of, as a CycloneDX 1.6 document."""

import json
import re
import subprocess
import uuid
from datetime import datetime, timezone

import licences
from release import ROOT, run

CHECKOUTS = ROOT / ".build/checkouts"
# Sources that a Swift package has copied: the package, the file that names the version, and where.
COPIED = [
    ("boringssl", "swift-nio-ssl", "Sources/CNIOBoringSSL/hash.txt", r"revision (\w+)"),
    ("boringssl", "swift-crypto", "Sources/CCryptoBoringSSL/hash.txt", r"revision (\w+)"),
    ("llhttp", "swift-nio", "Sources/CNIOLLHTTP/include/c_nio_llhttp.h", r"LLHTTP_VERSION_\w+ (\d+)"),
    ("tomlplusplus", "TOMLKit", "Sources/CTOML/Sources/toml.hpp", r"define TOML_LIB_(?:MAJOR|MINOR|PATCH) (\d+)"),
]


def document(*, version, epoch, depends):
    """The document as bytes. `depends`: the Debian packages of the system's libraries, as a Depends field."""
    root = component(kind="application", name="hermes", version=version, purl=f"pkg:generic/hermes@{version}")
    swift, edges = swift_packages()
    direct = edges.pop("")
    parts = [*swift, *copied_sources(swift), swift_runtime(), *debian_packages(depends)]
    inside = {ref for part in swift for ref in [part["bom-ref"]]}
    edges[root["bom-ref"]] = sorted({*direct, *(part["bom-ref"] for part in parts if part["bom-ref"] not in inside)})
    content = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        # The same package has the same document.
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([version, epoch, parts]))}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(epoch, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": root,
        },
        "components": sorted(parts, key=lambda part: part["bom-ref"]),
        "dependencies": [{"ref": ref, "dependsOn": edges[ref]} for ref in sorted(edges)],
    }
    return (json.dumps(content, indent=1) + "\n").encode()


def component(*, kind, name, version, purl, licence=None):
    made = {"type": kind, "bom-ref": purl, "name": name, "version": version, "purl": purl}
    if licence:
        made["licenses"] = [{"license": {"id": licence}}]
    return made


def swift_packages():
    """The packages that SwiftPM resolved, and what each needs; the key "" has those that Hermes needs itself."""
    tree = json.loads(run("swift", "package", "show-dependencies", "--format", "json", cwd=ROOT, stdin=subprocess.DEVNULL))
    texts = licences.texts()
    found, edges = {}, {}

    def visit(node, *, ref):
        needed = []
        for each in node["dependencies"]:
            place = re.sub(r"^https://|\.git$", "", each["url"])
            purl = f"pkg:swift/{place}@{each['version']}"
            needed.append(purl)
            if purl not in found:
                checkout = each["path"].rsplit("/", 1)[-1]
                found[purl] = component(
                    kind="library", name=each["name"], version=each["version"], purl=purl,
                    licence=licences.spdx(texts.get(checkout, "")))
                visit(each, ref=purl)
        edges[ref] = sorted(set(needed))

    visit(tree, ref="")
    return [found[purl] for purl in sorted(found)], edges


def copied_sources(packages):
    present = {part["name"].lower() for part in packages}
    found = {}
    for name, package, file, pattern in COPIED:
        if package.lower() not in present:
            continue
        version = ".".join(re.findall(pattern, (CHECKOUTS / package / file).read_text()))
        purl = f"pkg:generic/{name}@{version}"
        found[purl] = component(kind="library", name=name, version=version, purl=purl)
    return list(found.values())


def swift_runtime():
    version = re.search(r"Swift version (\S+)", run("swift", "--version", stdin=subprocess.DEVNULL))[1]
    return component(
        kind="library", name="swift-runtime", version=version, purl=f"pkg:generic/swift-runtime@{version}",
        licence="Apache-2.0")


def debian_packages(depends):
    """The packages at the versions that the program was linked with here."""
    names = sorted({re.match(r"[\w.+-]+", each.strip())[0] for each in depends.split(",")})
    answer = run("dpkg-query", "-W", "-f", "${Package} ${Version} ${Architecture}\\n", *names)
    made = []
    for line in sorted(set(answer.splitlines())):
        name, version, architecture = line.split()
        purl = f"pkg:deb/debian/{name}@{version}?arch={architecture}".replace("+", "%2B")
        made.append(component(kind="library", name=name, version=version, purl=purl))
    return made
