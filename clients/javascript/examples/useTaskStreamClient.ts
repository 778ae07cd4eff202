// The same hook with the client, which reconnects and goes on where it was.
import { useEffect, useState } from 'react';
import { HermesClient, type HermesEvent } from '../hermes-client.mjs';

export function useTaskStream(taskId: string, token: string) {
  const [events, setEvents] = useState<HermesEvent[]>([]);
  const [isComplete, setIsComplete] = useState(false);
  const [error, setError] = useState<Error | null>(null);

  useEffect(() => {
    const leaving = new AbortController();
    const hermes = new HermesClient('http://localhost:8000', { token });

    async function follow() {
      setEvents([]);
      setIsComplete(false);
      setError(null);
      try {
        for await (const event of hermes.watch(taskId, { signal: leaving.signal })) {
          setEvents(prev => [...prev, event]);
        }
        if (!leaving.signal.aborted) setIsComplete(true);
      } catch (failure) {
        if (!leaving.signal.aborted) setError(failure as Error);
      }
    }

    follow();
    return () => leaving.abort();
  }, [taskId, token]);

  return { events, isComplete, error };
}
