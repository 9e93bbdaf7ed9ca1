/**
 * Calls back when npm, which runs this command, has ended without passing a signal on. A command that was
 * started without npm may well outlive the shell it was typed in, and is left alone.
 */
export function parentGone(then: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    then();
  }, 500);
  watch.unref();
}
