import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

export interface ListParams {
  page: number;
  size: number;
  sort: string;
  filters: Record<string, string>;
  columns: string[] | undefined;
}

const reserved = new Set(['page', 'size', 'sort', 'cols', 'org', 'tab']);

/** The state of a list lives in the address: a copied link, Back and a reload show the same rows. */
export function useListParams(defaultSort: string) {
  const [params, setParams] = useSearchParams();
  const state = useMemo<ListParams>(() => {
    const filters: Record<string, string> = {};
    for (const [key, value] of params) if (!reserved.has(key)) filters[key] = value;
    const page = Number(params.get('page') ?? 1);
    const size = Number(params.get('size') ?? 25);
    return {
      // People count from one, the services from zero.
      page: Number.isInteger(page) && page > 0 ? page - 1 : 0,
      size: [25, 50, 100].includes(size) ? size : 25,
      sort: params.get('sort') ?? defaultSort,
      filters,
      columns: params.get('cols')?.split(','),
    };
  }, [params, defaultSort]);

  const set = useCallback(
    (changes: Record<string, string | number | undefined>, keepPage = false) =>
      setParams(
        (old) => {
          const next = new URLSearchParams(old);
          if (!keepPage) next.delete('page');
          for (const [key, value] of Object.entries(changes)) {
            if (value === undefined || value === '') next.delete(key);
            else next.set(key, String(value));
          }
          return next;
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParams],
  );
  return { ...state, set };
}
