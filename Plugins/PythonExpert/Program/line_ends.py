"""Line ends of a module: work is done on plain ones, and given back with those that the module has."""


def plain(source):
    return source.replace("\r\n", "\n")


def like(source, text):
    """Return plain text with the line ends that most lines of the source have."""
    if source.count("\r\n") * 2 <= source.count("\n"):
        return text
    return text.replace("\n", "\r\n")
