// A component's question to the server: asked again when it changes, and every so often where `every` is given.
import { useEffect, useState } from 'preact/hooks';
import { type CallName, call, type Request, type Response } from './api.ts';
import { useMoment } from './moment.ts';

export interface Answer<T> {
  /** The newest answer to this question, or to the one before it while `loading`. */
  readonly data?: T;
  readonly error?: string;
  readonly loading: boolean;
}

export interface UseCallOptions {
  /** Milliseconds between questions, while the page can be seen and shows the present. */
  readonly every?: number;
  /** Of the present, whatever moment is looked at. */
  readonly now?: boolean;
}

/** `request` undefined: nothing is asked. */
export function useCall<N extends CallName>(
  name: N,
  request: Request<N> | undefined,
  { every, now = false }: UseCallOptions = {},
): Answer<Response<N>> {
  const { moment } = useMoment();
  const at = now ? undefined : moment;
  const [answer, setAnswer] = useState<Answer<Response<N>>>({ loading: true });
  const question = request && JSON.stringify(request);
  useEffect(() => {
    if (question === undefined) return setAnswer({ loading: false });
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      try {
        const data = document.hidden ? undefined : await call(name, JSON.parse(question), { at, signal: abort.signal });
        if (data) setAnswer({ data, loading: false });
      } catch (error) {
        if (abort.signal.aborted) return;
        setAnswer((before) => ({ ...before, loading: false, error: String((error as Error).message) }));
      }
      if (every !== undefined && at === undefined && !abort.signal.aborted) timer = setTimeout(ask, every);
    };
    setAnswer(({ data }) => ({ ...(data && { data }), loading: true }));
    void ask();
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [name, question, at, every]);
  return answer;
}
