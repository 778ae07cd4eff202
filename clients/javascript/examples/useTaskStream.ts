// A React hook without a library: the shortest version, which ends when the connection does.
import { useEffect, useState } from 'react';

export function useTaskStream(taskId: string, token: string) {
  const [events, setEvents] = useState([]);
  const [isComplete, setIsComplete] = useState(false);

  useEffect(() => {
    const ws = new WebSocket(
      `ws://localhost:8000/api/v1/ws/tasks/${taskId}?token=${token}`
    );

    ws.onmessage = (event) => {
      const data = JSON.parse(event.data);
      setEvents(prev => [...prev, data]);

      if (['task_completed', 'task_failed'].includes(data.type)) {
        setIsComplete(true);
      }
    };

    return () => ws.close();
  }, [taskId, token]);

  return { events, isComplete };
}
