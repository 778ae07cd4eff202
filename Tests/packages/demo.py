"""The request of the demo, and what a task for it has to show."""

REQUEST = "Write a Python function to calculate fibonacci numbers"


def assert_whole(printed):
    """Both steps were done, in PythonExpert's sandbox: only there doctests are run."""
    assert "def fibonacci" in printed, printed
    assert "doctest" in printed and "sandbox" not in printed.lower(), printed
