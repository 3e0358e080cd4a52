"""Addresses of operations whose ids name nothing."""

# Ids in paths, of things that are not there.
PARTS = {
    "userId": "usr_0",
    "tokenId": "tok_0",
    "sessionId": "a" * 26,
    "hash": "0" * 64,
    "name": "signup",
    "recordingId": "rec_0",
    "table": "pages",
    "kind": "sessions",
    "segmentId": "seg_0",
    "requestId": "dr_0",
    "goalId": "goal_0",
    "annotationId": "ann_0",
    "channelId": "chn_0",
    "ruleId": "rul_0",
    "funnelId": "fun_0",
    "shareId": "shr_0",
}
