/**
 * Resolves with the reason once this process is asked to stop, or whoever started it is gone. To be called before
 * anything takes time, so that nothing is missed. Being asked again changes nothing.
 */
export function untilToldToStop(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve(signal));
    const orphaned = () => resolve('its parent has gone');
    if (process.connected) process.once('disconnect', orphaned);
    else if (process.send) orphaned();
  });
}
