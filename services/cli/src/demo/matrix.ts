// The connectivity matrix: who reaches which port, and how it is drawn.
import { styleText } from 'node:util';
import type { DemoPod, DemoPort } from './cluster.ts';

/** One question: does a pod reach a port of another? */
export interface Cell {
  /** `<from> > <to>:<port>`. */
  readonly key: string;
  readonly from: DemoPod;
  readonly to: DemoPod;
  readonly port: DemoPort;
}

const title = ({ namespace, name }: DemoPod): string => `${namespace}/${name}`;
const portTitle = ({ port, protocol }: DemoPort): string => `${port}${protocol === 'tcp' ? '' : `/${protocol}`}`;

/** Every pod to every port of every other. */
export function cellsOf(pods: readonly DemoPod[]): readonly Cell[] {
  return pods.flatMap((from) =>
    pods
      .filter((to) => to !== from)
      .flatMap((to) => to.ports.map((port) => ({ key: `${title(from)} > ${title(to)}:${port.port}`, from, to, port }))),
  );
}

/** The matrix as lines. Cells in `changed` are set off, with brackets so that it shows without colour too. */
export function drawMatrix(
  pods: readonly DemoPod[],
  open: ReadonlySet<string>,
  changed: ReadonlySet<string>,
): readonly string[] {
  const columns = pods.flatMap((to) => to.ports.map((port, index) => ({ to, port, isFirst: index === 0 })));
  const widths = columns.map(({ to, port, isFirst }) => {
    // A pod's name may run on over all its columns.
    const name = isFirst && to.ports.length === 1 ? title(to).length : 0;
    return Math.max(portTitle(port).length + 2, name + 1, 5);
  });
  const longest = Math.max(...pods.map((pod) => title(pod).length));
  const rowTitles = pods.map((pod) => `${title(pod).padEnd(longest)} ${paint('dim', pod.node)}`);
  const margin = longest + Math.max(...pods.map(({ node }) => node.length)) + 3;
  const groups = pods.map((to) => {
    const width = columns.reduce((sum, column, index) => sum + (column.to === to ? widths[index]! : 0), 0);
    return to.ports.length === 0
      ? ''
      : `${title(to)
          .padEnd(width - 1)
          .slice(0, width - 1)} `;
  });
  const ports = columns.map(({ port }, index) => paint('dim', portTitle(port).padEnd(widths[index]!)));
  const rows = pods.map((from, row) => {
    const cells = columns.map(({ to, port }, index) => {
      const key = `${title(from)} > ${title(to)}:${port.port}`;
      return drawCell(from === to ? undefined : open.has(key), changed.has(key), widths[index]!);
    });
    return `${rowTitles[row]}${' '.repeat(margin - longest - 1 - from.node.length)}${cells.join('')}`;
  });
  return [' '.repeat(margin) + groups.join(''), ' '.repeat(margin) + ports.join(''), ...rows].map((line) =>
    line.trimEnd(),
  );
}

function drawCell(isOpen: boolean | undefined, isChanged: boolean, width: number): string {
  if (isOpen === undefined) return paint('dim', ' ·'.padEnd(width));
  const mark = isOpen ? '✓' : '✗';
  const text = (isChanged ? `[${mark}]` : ` ${mark} `).padEnd(width);
  return paint(isOpen ? 'green' : 'red', isChanged ? paint('bold', text) : text);
}

export interface Difference {
  readonly opened: readonly string[];
  readonly closed: readonly string[];
}

export function difference(before: ReadonlySet<string>, after: ReadonlySet<string>): Difference {
  return {
    opened: [...after].filter((key) => !before.has(key)),
    closed: [...before].filter((key) => !after.has(key)),
  };
}

/** `3 opened, 1 closed`. */
export function summary({ opened, closed }: Difference): string {
  const parts = [
    ...(opened.length > 0 ? [`${opened.length} opened`] : []),
    ...(closed.length > 0 ? [`${closed.length} closed`] : []),
  ];
  return parts.length === 0 ? 'nothing changes' : parts.join(', ');
}

/** Colour where standard output is a terminal that wants it. */
export const paint = (style: Parameters<typeof styleText>[0], text: string): string =>
  styleText(style, text, { stream: process.stdout });
