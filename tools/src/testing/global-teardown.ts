/** Ends the PostgreSQL of a run of jest. */
export default async function endTestServer(): Promise<void> {
  await globalThis.banyanTestServer?.close();
}
