import { useEffect, useRef, useState } from 'react';
import { streamAddress } from '../api/client';

/** `live`: the stream is open; `waiting`: it is being opened; `polling`: it cannot be, so we ask by the clock. */
export type Liveness = 'live' | 'waiting' | 'polling';

const pollMillis = 15_000;
const quietMillis = 400;

/** Calls back when the figures of a unit have changed; a burst of changes becomes one call at once and one at its end. */
export function useChanges(unit: number, onChange: () => void): Liveness {
  const [state, setState] = useState<Liveness>('waiting');
  const callback = useRef(onChange);
  useEffect(() => {
    callback.current = onChange;
  });

  useEffect(() => {
    let source: EventSource | undefined;
    let poll: ReturnType<typeof setInterval> | undefined;
    let quiet: ReturnType<typeof setTimeout> | undefined;
    let again = false;

    const changed = () => {
      if (quiet) {
        again = true;
        return;
      }
      callback.current();
      quiet = setTimeout(() => {
        quiet = undefined;
        if (again) {
          again = false;
          changed();
        }
      }, quietMillis);
    };
    const stopPolling = () => {
      clearInterval(poll);
      poll = undefined;
    };
    const open = () => {
      source = new EventSource(streamAddress(`/api/monitoring/dashboards/${unit}/changes`));
      source.addEventListener('open', () => {
        stopPolling();
        setState('live');
      });
      source.addEventListener('changed', changed);
      source.addEventListener('error', () => {
        // The service closes a stream after a minute and the browser comes back by itself.
        // Only a refusal ends it for good: then the clock takes over.
        if (source?.readyState !== EventSource.CLOSED) return;
        setState('polling');
        poll ??= setInterval(() => callback.current(), pollMillis);
      });
    };
    const close = () => {
      source?.close();
      source = undefined;
      stopPolling();
    };
    // A hidden tab holds no connection: a browser has only six of them for one address.
    const visibility = () => {
      if (document.hidden) close();
      else if (!source) {
        setState('waiting');
        callback.current();
        open();
      }
    };

    setState('waiting');
    if (!document.hidden) open();
    document.addEventListener('visibilitychange', visibility);
    return () => {
      document.removeEventListener('visibilitychange', visibility);
      clearTimeout(quiet);
      close();
    };
  }, [unit]);

  return state;
}
