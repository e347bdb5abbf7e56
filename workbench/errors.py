"""The workbench's exceptions: one base, a few children, each a sentence for a person."""


class WorkbenchError(Exception):
    """Base of every error the workbench raises on purpose.

    The message names the cause and the way out; the command line prints it and exits with
    ``exit_code``, the app shows it in place of the page.
    """

    exit_code = 1


class InputError(WorkbenchError):
    """A file, specification or argument that cannot be used; nothing was changed."""

    exit_code = 2


class EngineError(WorkbenchError):
    """Neo4j could not be fetched, started, reached or brought to the current schema."""

    exit_code = 3


class OperationsError(WorkbenchError):
    """The database of accounts, sessions and audit cannot be used; nothing was shown or changed."""

    exit_code = 5


class AccessError(WorkbenchError):
    """A read or write that the viewer may not make."""

    exit_code = 4


class BusyError(WorkbenchError):
    """Another load, resolve or decision is at work on the graph; nothing was changed."""


class EndedError(WorkbenchError):
    """A question that ended before its answer: it took too long, or somebody cancelled it."""

    exit_code = 6


class CancelledError(EndedError):
    """A question that nobody waits for any longer."""

    def __init__(self) -> None:
        super().__init__("the question was cancelled: nothing was read to its end")
