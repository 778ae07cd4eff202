"""What a client makes of a task's events, merged or not."""

import json

LOSSY = ("agent_thinking", "step_progress", "artifact_delta")


class Fold:
    def __init__(self, frames):
        self.texts, self.newest, self.lossless, self.count, self.merged = {}, {}, [], 0, 0
        last = {}
        for frame in frames:
            event = json.loads(frame)
            data, task = event["data"], event["task_id"]
            first = data.get("first_seq", event["seq"])
            assert first == last.get(task, 0) + 1, (first, last, "a hole or a duplicate")
            assert data.get("coalesced", 1) == event["seq"] - first + 1
            last[task] = event["seq"]
            self.count += event["seq"] - first + 1
            self.merged += "coalesced" in data
            self._add(frame, event, data, task)

    def _add(self, frame, event, data, task):
        kind = event["type"]
        if kind not in LOSSY or (kind == "agent_thinking" and "thought" not in data):
            assert "coalesced" not in data
            self.lossless.append(frame)
        elif kind == "artifact_delta":
            key = (task, data["step_number"], data["artifact_id"])
            self.texts[key] = (self.texts.get(key, "") if data["append"] else "") + data["text"]
        else:
            values = {name: data[name] for name in ("thought", "fraction", "note") if name in data}
            self.newest.setdefault((task, kind), {}).update(values)

    @property
    def meaning(self):
        return self.texts, self.newest, self.lossless, self.count
