"""Verbs of deeds, which attribute nothing, and of not answering."""

__all__ = ["DEEDS", "SILENCE", "WITHHELD"]

DEEDS = frozenset({
    # Law and force.
    "arrest", "detain", "jail", "imprison", "sentence", "convict", "acquit", "indict", "sue", "prosecute", "extradite",
    "deport", "evict", "raid", "rob", "steal", "stole", "stolen", "kidnap", "chase", "capture", "kill", "shoot", "shot",
    "stab", "bomb", "invade", "occupy", "burn", "destroy", "damage", "demolish", "retaliate", "deploy", "patrol",
    "rescue", "evacuate", "escort", "injure", "bury", "hear", "heard",
    # Offices and rules.
    "sign", "ratify", "vote", "pass", "enact", "veto", "repeal", "appoint", "elect", "nominate", "hire", "fire",
    "recruit", "employ", "suspend", "ban", "license", "assign", "award", "grant", "honour", "honor", "register",
    # Business.
    "build", "built", "buy", "bought", "sell", "sold", "purchase", "acquire", "rent", "lease", "borrow", "lend", "lent",
    "pay", "paid", "repay", "repaid", "fund", "finance", "underwrite", "invest", "donate", "spend", "spent", "earn",
    "produce", "manufacture", "launch", "release", "supply", "distribute", "ship", "weigh", "export", "import", "merge",
    "transfer", "install", "replace", "remove", "restore", "renovate", "repair", "mend", "clean", "operate", "manage",
    "govern", "select", "pick",
    # Looking into things.
    "assess", "evaluate", "analyse", "analyze", "measure", "count", "inspect", "monitor", "audit", "watch", "listen",
    "search", "collect", "gather", "store", "film", "photograph", "interview", "investigate", "trace",
    # Contests and shows.
    "beat", "defeat", "win", "won", "lose", "lost", "score", "outscore", "outshine", "outshone", "outpace",
    "outperform", "overtake", "overtook", "compete", "race", "trail", "train", "coach", "perform", "sing", "sang",
    "dance",
    # Living and moving.
    "treat", "heal", "cure", "vaccinate", "feed", "fed", "visit", "meet", "met", "marry", "divorce", "attend", "join",
    "teach", "taught", "serve", "graduate", "retire", "die", "live", "suffer", "recover", "wait", "sleep", "slept",
    "sit", "sat", "smile", "wave", "nod", "gesture", "hand", "send", "sent", "receive", "carry", "move", "drive",
    "drove", "fly", "flew", "sail", "walk", "run", "ran", "swim", "swam", "climb", "enter", "leave", "reach", "open",
    "close", "shut", "cook", "eat", "ate", "drink", "drank", "wear", "wore", "use", "own", "end", "finish", "complete",
    "stop", "cancel", "worship", "experience", "follow",
})  # fmt: skip
"""Verbs of what people do, by their base forms: unless a clause or a quotation follows, they attribute nothing."""
WITHHELD = frozenset({
    "answer", "comment", "confirm", "discuss", "disclose", "divulge", "elaborate", "say", "specify", "speculate",
    "state",
})  # fmt: skip
"""What whoever declines to do it leaves open: "declined to say"."""
_REQUESTS = "respond|reply|answer|comment|elaborate|interview|take questions"
SILENCE = rf"(?:\b(?:can)?(?:not|never|declin\w+|refus\w+)|n ?['’]? ?t)\b(?: \w+){{0,3}}? (?:{_REQUESTS})(?:e?d)?\b"
"""Pattern of not answering: "declined to comment", "has not yet responded"."""
