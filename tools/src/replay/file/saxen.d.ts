declare module 'saxen' {
  /** A parser that calls back while text is written to it. */
  export class Parser {
    on(event: 'openTag', then: (name: string, attributes: () => Readonly<Record<string, string>>, decode: (text: string) => string) => void): this;
    on(event: 'text', then: (text: string, decode: (text: string) => string) => void): this;
    on(event: 'closeTag', then: (name: string) => void): this;
    on(event: 'error', then: (error: Error) => void): this;
    write(text: string): void;
    end(): void;
  }
}
