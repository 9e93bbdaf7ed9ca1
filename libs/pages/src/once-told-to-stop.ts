/** Does something once, when the process is told to stop: by a signal, or by whoever started it going away. */
export function onceToldToStop(work: () => void): void {
  let told = false;
  const tell = () => {
    if (told) return;
    told = true;
    work();
  };
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(event, tell);
}
