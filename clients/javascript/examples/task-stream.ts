// A task's events without a library: the shortest version, which ends when the connection does.
export function watchTask(taskId: string, token: string): WebSocket {
  const ws = new WebSocket(
    `ws://localhost:8000/api/v1/ws/tasks/${taskId}?token=${token}`
  );

  ws.onmessage = (event) => {
    const data = JSON.parse(event.data);

    switch(data.type) {
      case 'step_started':
        console.log(`Step ${data.data.step_number}: ${data.data.agent_name}`);
        break;
      case 'task_completed':
        console.log('Task finished!', data.data);
        break;
    }
  };

  return ws;
}
