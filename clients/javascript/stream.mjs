// The events of one task, or of all tasks of an account.
import { Reconnecting } from "./reconnecting.mjs";

const TERMINAL = ["task_completed", "task_failed"];
const DONE = 1000;

/** Every event once, in order, across reconnects. `position` names the field that holds the
 * position. */
export async function* openStream(client, { path, after, epoch, signal, position }) {
  const isTask = position === "seq";
  const place = { after, epoch };
  const nextPath = () => {
    const known = Object.entries(place).filter(([, value]) => value != null);
    return `${path}?${new URLSearchParams(known)}`;
  };
  // A task that ended before the requested position closes its stream; a user's stream has no end.
  const finalCodes = isTask ? [DONE] : [];
  const link = new Reconnecting(client, { path: nextPath, finalCodes, signal });
  try {
    for await (const frame of link.frames()) {
      if (!isNew(frame, place, position)) continue;
      yield frame;
      if (isTask && TERMINAL.includes(frame.type)) return;
    }
  } catch (error) {
    if (!isTask || error.code !== DONE) throw error;
  }
}

/** False for frames that were already yielded. */
function isNew(frame, place, position) {
  const { type, data = {} } = frame;
  if (type === "connected") {
    place.epoch = data.epoch ?? place.epoch;
    // Where a stream of new events begins, in case it breaks before the first event.
    if (position === "cursor") place.after ??= data.last_cursor;
  } else if (type === "gap") {
    place.after = data.to ?? place.after;
  } else if (frame[position] !== undefined) {
    if (position === "seq" && frame.seq <= (place.after ?? 0)) return false;
    place.after = frame[position];
  }
  return true;
}
