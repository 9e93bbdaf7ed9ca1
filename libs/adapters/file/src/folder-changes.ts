import { watch, type FSWatcher } from 'node:fs';

/** Hears from the system when something in a folder changes. */
export interface FolderChanges {
  /** Begins to listen, if it does not yet and the folder is there. */
  attend(): void;
  stop(): void;
}

/**
 * Some file systems tell nothing, shared ones for instance, and neither does a folder that comes in the place of another: look at the
 * folder from time to time as well.
 */
export function onChangeIn(folder: string, onChange: () => void): FolderChanges {
  let watcher: FSWatcher | undefined;
  let stopped = false;

  function stopWatching(): void {
    watcher?.close();
    watcher = undefined;
  }

  return {
    attend() {
      if (stopped || watcher) return;
      try {
        watcher = watch(folder, onChange).on('error', stopWatching);
      } catch {
        stopWatching();
      }
    },
    stop() {
      stopped = true;
      stopWatching();
    },
  };
}
