/** Allowed, denied, or both: by shape and word, not by colour alone. */
export function Verdict({ allowed, text }: { readonly allowed: boolean; readonly text?: string }) {
  return (
    <span class={`verdict ${allowed ? 'allowed' : 'denied'}`}>
      <span aria-hidden="true">{allowed ? '✓' : '✕'}</span> {text ?? (allowed ? 'allowed' : 'denied')}
    </span>
  );
}

/** From one end to the other. */
export function Arrow() {
  return (
    <>
      <span aria-hidden="true">→</span>
      <span class="hidden">to</span>
    </>
  );
}
