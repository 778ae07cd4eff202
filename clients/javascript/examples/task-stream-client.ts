// The same with the client, which reconnects and resumes where it was.
import { HermesClient } from '../hermes-client.mjs';

export async function watchTask(taskId: string, token: string): Promise<void> {
  const hermes = new HermesClient('http://localhost:8000', { token });

  for await (const event of hermes.watch(taskId)) {
    if (event.type === 'step_started') {
      console.log(`Step ${event.data.step_number}: ${event.data.agent_name}`);
    }
    if (event.type === 'task_completed') {
      console.log('Task finished!', event.data);
    }
  }
}
