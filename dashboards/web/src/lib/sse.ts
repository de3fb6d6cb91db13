/** One message of a server-sent event stream. */
export interface Message {
  event: string;
  data: string;
  id: string | null;
}

/** Characters that one message may have; a longer one is an error of the server. */
export const MAX_MESSAGE = 32 * 1024 * 1024;

/**
 * Reads `text/event-stream` piece by piece, as the WHATWG standard says: fields end at CR, LF or CRLF, a message ends
 * at an empty line, a message without data is dropped.
 */
export class SseParser {
  private rest = '';
  private afterReturn = false;
  private first = true;
  private event = '';
  private data: string[] = [];
  private size = 0;
  private id: string | null = null;

  /** Messages that this piece completes. */
  push(piece: string): Message[] {
    const messages: Message[] = [];
    let text = this.rest + this.withoutHalfLineEnd(piece);
    if (this.first && text.length > 0) {
      this.first = false;
      if (text.startsWith('\uFEFF')) text = text.slice(1);
    }
    const lines = text.split(/\r\n|\n|\r/);
    this.rest = lines.pop() ?? '';
    if (this.rest.length + this.size > MAX_MESSAGE) throw new Error('A message of the live stream is too long.');
    for (const line of lines) {
      const message = this.line(line);
      if (message) messages.push(message);
    }
    return messages;
  }

  /** A CR at the end of one piece and the LF at the start of the next are one line end. */
  private withoutHalfLineEnd(piece: string): string {
    const text = this.afterReturn && piece.startsWith('\n') ? piece.slice(1) : piece;
    if (piece.length > 0) this.afterReturn = piece.endsWith('\r');
    return text;
  }

  private line(line: string): Message | null {
    if (line === '') return this.dispatch();
    if (line.startsWith(':')) return null;
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const raw = colon < 0 ? '' : line.slice(colon + 1);
    const value = raw.startsWith(' ') ? raw.slice(1) : raw;
    if (field === 'event') this.event = value;
    else if (field === 'id' && !value.includes('\0')) this.id = value;
    else if (field === 'data') {
      this.data.push(value);
      this.size += value.length;
    }
    return null;
  }

  private dispatch(): Message | null {
    const message =
      this.data.length === 0 ? null : { event: this.event || 'message', data: this.data.join('\n'), id: this.id };
    this.event = '';
    this.data = [];
    this.size = 0;
    return message;
  }
}
