/** Characters that an event may have; a stream with longer ones is none of a shop. */
const most = 4_000_000;

/** The data of each server-sent event of a stream, as it comes. @throws {Error} where an event does not end */
export async function* eventData(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let text = '';
  for await (const part of body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)) {
    text += part;
    const events = text.split('\n\n');
    text = events.pop()!;
    if (text.length > most) throw new Error('An event of the control API does not end.');
    for (const event of events) {
      const data = event.split('\n').flatMap((line) => (line.startsWith('data: ') ? [line.slice('data: '.length)] : []));
      if (data.length > 0) yield data.join('\n');
    }
  }
}
