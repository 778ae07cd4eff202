"""Line ends of a module: changes work on LF, and the result gets the module's own line ends."""


def plain(source):
    return source.replace("\r\n", "\n")


def like(source, text):
    """Return plain text with the line ends that most lines of the source have."""
    if source.count("\r\n") * 2 <= source.count("\n"):
        return text
    return text.replace("\n", "\r\n")
