"""A certificate for localhost, signed by itself, made by openssl."""

import subprocess


def make(folder, name="server", days=2):
    """The paths of certificate and key."""
    certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += ["-nodes", "-subj", "/CN=localhost", "-days", str(days)]
    command += ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    command += ["-keyout", key, "-out", certificate]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key


def make_expired(folder):
    """Its last day is long past."""
    _, key = make(folder, "expired")
    request, certificate = folder / "expired.csr", folder / "expired.pem"
    subprocess.run(
        ["openssl", "req", "-new", "-key", key, "-subj", "/CN=localhost", "-out", request],
        check=True, capture_output=True)
    (folder / "index.txt").write_text("")
    (folder / "serial").write_text("01\n")
    (folder / "ca.cnf").write_text(
        "[ca]\ndefault_ca=d\n[d]\npolicy=p\ndatabase=%s/index.txt\nserial=%s/serial\n"
        "new_certs_dir=%s\ndefault_md=sha256\n[p]\ncommonName=supplied\n" % (folder, folder, folder))
    subprocess.run(
        ["openssl", "ca", "-batch", "-selfsign", "-config", folder / "ca.cnf", "-keyfile", key,
         "-in", request, "-out", certificate, "-notext", "-startdate", "20200101000000Z",
         "-enddate", "20200201000000Z"],
        check=True, capture_output=True)
    return certificate, key
