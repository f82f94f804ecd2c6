import { useEffect, useState } from 'react';

/** True once the state has lasted: a fast answer shows no skeleton at all. */
export function useDelayed(active: boolean, millis = 300): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!active) {
      setLate(false);
      return undefined;
    }
    const timer = setTimeout(() => setLate(true), millis);
    return () => clearTimeout(timer);
  }, [active, millis]);
  return active && late;
}
