"""What the exit codes of the program mean to a scheduler."""

DONE = 0
NOT_ASKED = 99

#: Codes after which a retry would end the same way.
FINAL = {
    3: "the verdict failed",
    64: "wrong usage",
    65: "bad data",
    70: "a branch failed for good",
    78: "bad configuration",
}

#: How often any other failure is tried again.
RETRIES = 2


def meaning(code: int) -> str:
    """Say in words what a code stands for."""
    if code in FINAL:
        return f"{FINAL[code]}; a retry will not help"
    if code in (130, 143):
        return "it was interrupted; a retry goes on from the last checkpoint"
    return "someone else writes this stage, or another passing trouble; it may be retried"
