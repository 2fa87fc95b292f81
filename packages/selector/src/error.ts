/** The text is not a selector. `message` names the position, counted from 1, and quotes what stands there. */
export class SelectorError extends Error {
  override readonly name = 'SelectorError';
  /** Offset into `text`, from 0. */
  readonly position: number;
  readonly text: string;

  constructor(reason: string, text: string, position: number) {
    super(`${reason} at character ${position + 1} of ${quoteExcerpt(text)}`);
    this.text = text;
    this.position = position;
  }
}

const excerptLength = 120;

function quoteExcerpt(text: string): string {
  return JSON.stringify(text.length > excerptLength ? `${text.slice(0, excerptLength)}…` : text);
}
