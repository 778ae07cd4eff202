"""The request of the demo, and what a task for it has to show."""

REQUEST = "Write a Python function to calculate fibonacci numbers"


def assert_whole(printed):
    """Both steps were done, the second one in PythonExpert's sandbox. `printed`: both outputs of the command."""
    assert "def fibonacci" in printed, printed
    assert "Running its doctests in the sandbox" in printed and "Step 2/2 completed" in printed, printed
    assert "[task_completed]" in printed, printed
