# recipe: human_readable_size
# title: Human readable file sizes
# keywords: human readable size, bytes to megabytes, format bytes, file size format, kilobytes
# tags: formatting
# main: format_size
# also: kb, mb, gb
"""Human readable file sizes."""

def format_size(size: int) -> str:
    """Return a number of bytes with a binary unit.

    >>> format_size(0)
    '0 B'
    >>> format_size(1536)
    '1.5 KiB'
    >>> format_size(5 * 1024**3)
    '5.0 GiB'
    >>> format_size(-1)
    Traceback (most recent call last):
        ...
    ValueError: a size is not negative
    """
    if size < 0:
        raise ValueError("a size is not negative")
    if size < 1024:
        return f"{size} B"
    value = float(size)
    for unit in ("KiB", "MiB", "GiB", "TiB"):
        value /= 1024
        if value < 1024:
            return f"{value:.1f} {unit}"
    return f"{value / 1024:.1f} PiB"
