class CallError(Exception):
    """The call is wrong, or nothing could be read; the text says why and what to do."""
