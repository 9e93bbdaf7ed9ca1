import type { Readable } from 'node:stream';
import { Parser } from 'saxen';

/** What an XML document says, piece by piece; names are without their prefix. */
export interface XmlListener {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

/**
 * Reads a document as it streams in; yields after each piece, so that what was heard can be passed on.
 * @throws {Error} if it is not well-formed
 */
export async function* readXml(document: Readable, listener: XmlListener): AsyncGenerator<void> {
  const parser = new Parser()
    .on('openTag', (name, attributes) => listener.open(local(name), attributes()))
    .on('text', (text, decode) => listener.text(decode(text)))
    .on('closeTag', (name) => listener.close(local(name)))
    .on('error', (error) => {
      throw error;
    });
  const decoder = new TextDecoder();
  for await (const piece of document as AsyncIterable<Buffer>) {
    parser.write(decoder.decode(piece, { stream: true }));
    yield;
  }
  parser.end();
  yield;
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
