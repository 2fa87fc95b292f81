// Which point in time the page shows. Undefined is now.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

export interface MomentContext {
  readonly moment: number | undefined;
  readonly setMoment: (moment: number | undefined) => void;
}

export const MomentState = createContext<MomentContext>({ moment: undefined, setMoment: () => undefined });

export const useMoment = () => useContext(MomentState);
