// The same hook with the client, which reconnects and resumes where it was.
import { useEffect, useReducer } from 'react';
import { type HermesClient, type HermesEvent } from '../hermes-client.mjs';

export interface TaskStream {
  /** The task's events, without frames such as `connected`. */
  events: HermesEvent[];
  status: 'connecting' | 'following' | 'completed' | 'failed' | 'error';
  /** Why the stream ended before the task did. */
  error: Error | null;
  /** The last frame that reported missing history. */
  gap: HermesEvent | null;
}

type State = TaskStream & { taskId: string };
type Change = HermesEvent | Error | { begin: string };

function begun(taskId: string): State {
  return { taskId, events: [], status: 'connecting', error: null, gap: null };
}

function next(state: State, change: Change): State {
  if ('begin' in change) return begun(change.begin);
  if (change instanceof Error) return { ...state, status: 'error', error: change };
  if (change.type === 'connected') return { ...state, status: 'following' };
  if (change.type === 'gap') return { ...state, gap: change };
  if (change.seq === undefined) return state;
  const events = [...state.events, change];
  if (change.type === 'task_completed') return { ...state, events, status: 'completed' };
  if (change.type === 'task_failed') return { ...state, events, status: 'failed' };
  return { ...state, events };
}

/** Follows a task from its first event. One client serves all components: it signs in once, and
 * `hermes` must be the same object in every render. */
export function useTaskStream(hermes: HermesClient, taskId: string): TaskStream {
  const [state, dispatch] = useReducer(next, begun(taskId));

  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;

    async function follow() {
      try {
        for await (const event of hermes.watch(taskId, { signal })) {
          // Strict mode mounts twice: events on their way to the first mount must not reach the
          // second.
          if (signal.aborted) return;
          dispatch(event);
        }
      } catch (failure) {
        if (!signal.aborted) dispatch(failure as Error);
      }
    }

    dispatch({ begin: taskId });
    follow();
    return () => leaving.abort();
  }, [hermes, taskId]);

  // There is one render between a change of `taskId` and the effect that follows it.
  return state.taskId === taskId ? state : begun(taskId);
}
