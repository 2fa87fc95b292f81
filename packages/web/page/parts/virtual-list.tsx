// A long list of rows of one height, of which only those in sight are in the document.
import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

export interface VirtualListProps {
  readonly label: string;
  readonly count: number;
  /** Of a row, in pixels. */
  readonly rowHeight: number;
  readonly row: (index: number) => ComponentChildren;
  /** Told which rows are in sight, whenever that changes. */
  readonly onRange?: (first: number, last: number) => void;
}

const spare = 6;
const maxHeight = 560;

export function VirtualList({ label, count, rowHeight, row, onRange }: VirtualListProps) {
  const box = useRef<HTMLElement>(null);
  const [scroll, setScroll] = useState(0);
  const height = useHeight(box);
  const first = Math.max(0, Math.floor(scroll / rowHeight) - spare);
  const last = Math.min(count - 1, Math.ceil((scroll + height) / rowHeight) + spare);
  useEffect(() => onRange?.(first, last), [first, last, onRange]);
  const shown = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  return (
    // Arrow and page keys scroll what has the focus.
    <section
      class="virtual"
      ref={box}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
      tabIndex={0}
      style={{ height: `${Math.min(maxHeight, count * rowHeight)}px` }}
      onScroll={(event) => setScroll(event.currentTarget.scrollTop)}
    >
      <ul class="virtual-space" style={{ height: `${count * rowHeight}px` }}>
        {shown.map((index) => (
          <li
            key={index}
            class="virtual-row"
            aria-posinset={index + 1}
            aria-setsize={count}
            style={{ top: `${index * rowHeight}px`, height: `${rowHeight}px` }}
          >
            {row(index)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function useHeight(box: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(maxHeight);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return height;
}
