"""A container image in the layout of the Open Container Initiative, made without a container engine."""

import gzip
import hashlib
import io
import json
import os
import tarfile
import tempfile
from datetime import datetime, timezone
from pathlib import Path

import debian
import stage
from release import run, say
from tarball import of_root

TOOLS = ["mmdebstrap"]
SUITE = "bookworm"
DATA = "/var/lib/hermes"
# The same in every image, so that a volume keeps its owner.
USER = 999
# What python3 and the base bring along that a server doesn't read.
UNUSED = ["/usr/share/doc/*", "/usr/share/man/*", "/usr/share/locale/*", "/usr/share/info/*", "/usr/share/lintian/*"]
CONFIG = {
    "User": "hermes",
    "ExposedPorts": {"8000/tcp": {}},
    "Env": [
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8", "HERMES_HOST=0.0.0.0",
        "HERMES_CONFIG=/etc/hermes/hermes.yaml",
    ],
    "Entrypoint": ["hermes"],
    "Cmd": ["serve"],
    "Volumes": {DATA: {}},
    "WorkingDir": DATA,
    "StopSignal": "SIGTERM",
    # Docker's addition to the standard; times are in nanoseconds.
    "Healthcheck": {
        "Test": ["CMD", "hermes", "health"], "Interval": 30 * 10**9, "Timeout": 5 * 10**9, "StartPeriod": 30 * 10**9,
        "Retries": 3,
    },
}


def make(output, release):
    """Makes the image in the folder `output` and returns the path of its archive."""
    package = output / f"hermes-{release.version}-oci-amd64.tar"
    with tempfile.TemporaryDirectory(prefix="hermes-image.") as folder:
        root = Path(folder) / debian.NAME
        say(f"Staging {package.name}: strip, patchelf, manual, completions")
        debian.add_files(root, release)
        say(f"Making the base of Debian {SUITE} (mmdebstrap, about half a minute)")
        layers = [base_layer(release), program_layer(root, epoch=release.epoch)]
        say(f"Compressing {package.name}")
        write_image(package, layers=layers, release=release)
    return package


def base_layer(release):
    """Debian with the libraries, bubblewrap and Python: it changes rarely, so that updates are small."""
    names = [each.split("(")[0].split("|")[0].strip() for each in release.depends.split(",")]
    passwd = f"hermes:x:{USER}:{USER}:Hermes:{DATA}:/usr/sbin/nologin"
    with tempfile.NamedTemporaryFile(prefix="hermes-base.", suffix=".tar") as file:
        run(
            "mmdebstrap", "--quiet", "--variant=essential", "--format=tar",
            f"--include={','.join([*names, 'bubblewrap', 'python3', 'ca-certificates'])}",
            *(f"--dpkgopt=path-exclude={path}" for path in UNUSED),
            "--dpkgopt=path-include=/usr/share/doc/*/copyright",
            f"--customize-hook=echo '{passwd}' >>\"$1/etc/passwd\"",
            f"--customize-hook=echo 'hermes:x:{USER}:' >>\"$1/etc/group\"",
            # The machine's own, which would differ.
            "--customize-hook=rm -f \"$1/etc/hostname\" \"$1/etc/resolv.conf\"",
            SUITE, file.name, env={**os.environ, "SOURCE_DATE_EPOCH": str(release.epoch)})
        return Path(file.name).read_bytes()


def program_layer(root, *, epoch):
    """Hermes itself, without what only Debian's package manager and systemd read."""
    unused = {"DEBIAN", "usr/share/lintian", "usr/lib/systemd", "etc/hermes/environment"}
    stage.date_files(root, epoch=epoch)
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for path in sorted(root.rglob("*")):
            name = str(path.relative_to(root))
            if not any(name == each or name.startswith(f"{each}/") for each in unused):
                archive.add(path, arcname=name, recursive=False, filter=of_root)
        for name in (DATA, f"{DATA}/agents.d"):
            entry = tarfile.TarInfo(name.lstrip("/"))
            entry.type, entry.mode, entry.mtime = tarfile.DIRTYPE, 0o700, epoch
            entry.uid = entry.gid = USER
            archive.addfile(entry)
    return content.getvalue()


def write_image(package, *, layers, release):
    """Writes the layout: each blob is a file named after its digest."""
    blobs = {}

    def add(content, *, media):
        digest = hashlib.sha256(content).hexdigest()
        blobs[digest] = content
        return {"mediaType": f"application/vnd.oci.image.{media}", "digest": f"sha256:{digest}", "size": len(content)}

    time = datetime.fromtimestamp(release.epoch, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    config = add(as_json({
        "created": time, "architecture": "amd64", "os": "linux", "config": CONFIG,
        "rootfs": {"type": "layers", "diff_ids": [f"sha256:{hashlib.sha256(each).hexdigest()}" for each in layers]},
    }), media="config.v1+json")
    manifest = add(as_json({
        "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "config": config,
        "layers": [add(gzip.compress(each, 9, mtime=0), media="layer.v1.tar+gzip") for each in layers],
    }), media="manifest.v1+json")
    # Docker and podman take the name with which it is loaded from here.
    manifest["annotations"] = {
        "org.opencontainers.image.ref.name": release.version,
        "io.containerd.image.name": f"localhost/hermes:{release.version}",
    }
    index = as_json({
        "schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": [manifest]})
    files = {"index.json": index, "oci-layout": as_json({"imageLayoutVersion": "1.0.0"})}
    files |= {f"blobs/sha256/{digest}": content for digest, content in blobs.items()}
    with tarfile.open(package, "w", format=tarfile.GNU_FORMAT) as archive:
        for name, content in sorted(files.items()):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime = len(content), release.epoch
            archive.addfile(entry, io.BytesIO(content))


def as_json(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
