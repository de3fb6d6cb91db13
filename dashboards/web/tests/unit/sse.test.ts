import { describe, expect, it } from 'vitest';
import { MAX_MESSAGE, SseParser, type Message } from '../../src/lib/sse';

const STREAM = ': hello\r\n\r\nevent: snapshot\r\ndata: {"a":1,\r\ndata: "b":"ü"}\r\n\r\nid: 7\ndata:plain\n\nevent: nothing\n\nretry: 10\rdata\r\r';
const EXPECTED: Message[] = [
  { event: 'snapshot', data: '{"a":1,\n"b":"ü"}', id: null },
  { event: 'message', data: 'plain', id: '7' },
  { event: 'message', data: '', id: '7' },
];

/** All messages of the stream, when it comes in pieces of `size`. */
function read(stream: string, size: number): Message[] {
  const parser = new SseParser();
  const messages: Message[] = [];
  for (let i = 0; i < stream.length; i += size) messages.push(...parser.push(stream.slice(i, i + size)));
  return messages;
}

describe('server-sent events', () => {
  it('are the same however the stream is cut', () => {
    for (let size = 1; size <= STREAM.length; size++) expect(read(STREAM, size), `pieces of ${size}`).toEqual(EXPECTED);
  });

  it('wait for the empty line', () => expect(read('data: x\n', 100)).toEqual([]));

  it('skip a byte order mark', () => expect(read('\uFEFFdata: x\n\n', 1)[0]?.data).toBe('x'));

  it('have a limit', () => {
    const parser = new SseParser();
    expect(() => parser.push('data: ' + 'x'.repeat(MAX_MESSAGE))).toThrow('too long');
  });
});
