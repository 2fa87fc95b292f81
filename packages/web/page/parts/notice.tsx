import type { ComponentChildren } from 'preact';
import type { Answer } from '../use-call.ts';

/** An error, or that the first answer is not there yet; nothing once it is. */
export function Notice({ answer }: { readonly answer: Answer<unknown> }) {
  if (answer.error !== undefined) {
    return (
      <p class="notice bad" role="alert">
        {answer.error}
      </p>
    );
  }
  if (answer.loading && !answer.data) return <p class="loading">Loading…</p>;
  return null;
}

export function Empty({ children }: { readonly children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}
