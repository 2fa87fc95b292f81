// Numbers and times for people.
const numbers = new Intl.NumberFormat('en');

export const count = (value: number) => numbers.format(value);

/** `1 pod`, `1,200 pods`. */
export const plural = (value: number, one: string, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

/** `80 ms`, `2.4 s`, `3 min`, `2 h`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 10_000) return `${Number((milliseconds / 1000).toFixed(1))} s`;
  if (milliseconds < 60_000) return `${Math.round(milliseconds / 1000)} s`;
  if (milliseconds < 3_600_000) return `${Math.round(milliseconds / 60_000)} min`;
  return `${Math.round(milliseconds / 3_600_000)} h`;
}

/** Milliseconds since the Unix epoch, in the reader's own time zone. */
export const clock = (time: number) =>
  new Date(time).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

export const percent = (part: number, whole: number) =>
  whole === 0
    ? '0%'
    : part === whole
      ? '100%'
      : `${Math.min(99, Math.max(part > 0 ? 1 : 0, Math.round((part / whole) * 100)))}%`;

/** `tcp/80` as protocol and number. Undefined where it is no such thing. */
export function parsePort(text: string): { protocol: string; port: number } | undefined {
  const match = /^\s*(?:(tcp|udp|sctp)\s*\/\s*)?(\d{1,5})\s*$/i.exec(text);
  const port = Number(match?.[2]);
  if (!match || port < 1 || port > 65535) return undefined;
  return { protocol: (match[1] ?? 'tcp').toLowerCase(), port };
}
