import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Slice } from '../api/types';
import type { Batch, BlockingPair, Candidate, Compared, LeftMentee, MatchPair, Offer, Published, Replay, Run, ShownPairs, Target, Wish } from './types';

const root = '/api/programme/matching';

/** Lists come whole or by pages. */
export function items<T>(answer: T[] | Slice<T>): T[] {
  return Array.isArray(answer) ? answer : answer.items;
}

export const going = (run: Run) => run.status === 'queued' || run.status === 'running';

export function useRuns(organisation: number) {
  return useQuery({
    queryKey: ['programme', 'matching', 'runs', organisation],
    queryFn: async ({ signal }) => items(await api.get<Run[] | Slice<Run>>(`${root}/runs`, { organisation, size: 50 }, { signal })),
    refetchInterval: (query) => (query.state.data?.some(going) ? 1500 : false),
  });
}

export function useRun(id: number) {
  return useQuery({
    queryKey: ['programme', 'matching', 'run', id],
    queryFn: ({ signal }) => api.get<Run>(`${root}/runs/${id}`, undefined, { signal }),
    refetchInterval: (query) => (query.state.data && going(query.state.data) ? 700 : 30_000),
  });
}

const next = <T>(last: Slice<T>) => (last.items.length === last.size ? last.page + 1 : undefined);

/** Pairs of the run by pages; a region's run has thousands, so search and filters are the service's. */
export function usePairs(run: Run, filter: { q?: string; organisation?: number | undefined; show?: ShownPairs | undefined; size?: number }, enabled = true) {
  return useInfiniteQuery({
    queryKey: ['programme', 'matching', 'pairs', run.id, run.version, filter],
    enabled: enabled && run.status === 'done',
    placeholderData: keepPreviousData,
    initialPageParam: 0,
    queryFn: ({ signal, pageParam }) => api.get<Slice<MatchPair>>(`${root}/runs/${run.id}/pairs`, { size: 50, ...filter, page: pageParam }, { signal }),
    getNextPageParam: next,
  });
}

/** The pairs that the service would not let pass. */
export function useTheirPairs(run: Run, ids: number[]) {
  return useQuery({
    queryKey: ['programme', 'matching', 'pairs', run.id, run.version, ids],
    enabled: ids.length > 0,
    queryFn: async ({ signal }) => (await api.get<Slice<MatchPair>>(`${root}/runs/${run.id}/pairs`, { ids: ids.join(','), size: 100 }, { signal })).items,
  });
}

export function useBatches(run: Run) {
  return useQuery({
    queryKey: ['programme', 'matching', 'batches', run.id, run.version],
    queryFn: ({ signal }) => api.get<Batch[]>(`${root}/runs/${run.id}/batches`, undefined, { signal }),
  });
}

/** The pairs of these mentees; a hundred at most. */
export async function pairsOf(run: number, mentees: number[]): Promise<MatchPair[]> {
  return mentees.length === 0 ? [] : (await api.get<Slice<MatchPair>>(`${root}/runs/${run}/pairs`, { mentees: mentees.join(','), size: 100 })).items;
}

/** Whose mentor differs from another run, by pages. */
export function useComparison(run: Run, other: number | undefined) {
  return useInfiniteQuery({
    queryKey: ['programme', 'matching', 'comparison', run.id, run.version, other],
    enabled: other !== undefined,
    initialPageParam: 0,
    queryFn: ({ signal, pageParam }) => api.get<Slice<Compared>>(`${root}/runs/${run.id}/comparison`, { with: other, size: 50, page: pageParam }, { signal }),
    getNextPageParam: next,
  });
}

export function useLeft(run: Run, filter: { q?: string; organisation?: number | undefined } = {}, enabled = true) {
  return useInfiniteQuery({
    queryKey: ['programme', 'matching', 'left', run.id, run.version, filter],
    enabled: enabled && run.status === 'done',
    placeholderData: keepPreviousData,
    initialPageParam: 0,
    queryFn: ({ signal, pageParam }) => api.get<Slice<LeftMentee>>(`${root}/runs/${run.id}/left`, { size: 50, ...filter, page: pageParam }, { signal }),
    getNextPageParam: next,
  });
}

export function useBlocking(run: Run, enabled: boolean) {
  return useQuery({
    queryKey: ['programme', 'matching', 'blocking', run.id, run.version],
    enabled,
    queryFn: async ({ signal }) => items(await api.get<BlockingPair[] | Slice<BlockingPair>>(`${root}/runs/${run.id}/blocking`, { size: 100 }, { signal })),
  });
}

export function useCandidates(run: Run, mentee: number | undefined) {
  return useQuery({
    queryKey: ['programme', 'matching', 'candidates', run.id, run.version, mentee],
    enabled: mentee !== undefined,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => items(await api.get<Candidate[] | Slice<Candidate>>(`${root}/runs/${run.id}/candidates`, { mentee }, { signal })),
  });
}

export function useWishes(organisation: number, enabled: boolean) {
  return useQuery({
    enabled,
    // another curator may have pinned meanwhile
    refetchOnMount: 'always',
    queryKey: ['programme', 'matching', 'wishes', organisation],
    queryFn: async ({ signal }) => items(await api.get<Wish[] | Slice<Wish>>(`${root}/wishes`, { organisation }, { signal })),
  });
}

export function useOffers(organisation: number, enabled = true) {
  return useQuery({
    queryKey: ['programme', 'matching', 'offers', organisation],
    enabled,
    queryFn: async ({ signal }) => items(await api.get<Offer[] | Slice<Offer>>(`${root}/offers`, { organisation, size: 100 }, { signal })),
  });
}

export const matching = {
  start: (body: { organisationId: number; form: string; target: Target; minScore?: number; includeShared: boolean }, idempotencyKey: string) => api.post<Run>(`${root}/runs`, body, { idempotencyKey }),
  replay: (run: number) => api.post<Replay>(`${root}/runs/${run}/replay`),
  cancel: (run: number) => api.post<Run>(`${root}/runs/${run}/cancellation`),
  choose: (run: Run, target: Target) => api.post<Run>(`${root}/runs/${run.id}/choice`, { target, version: run.version }),
  move: (run: number, version: number, menteeId: number, mentorId: number | null) => api.post<unknown>(`${root}/runs/${run}/moves`, { menteeId, mentorId, version }),
  publish: (run: Run, except: number[], { groups, respondBy }: { groups: boolean; respondBy: string | undefined }) =>
    api.post<Published>(`${root}/runs/${run.id}/publication`, { version: run.version, ...(except.length > 0 ? { except } : {}), ...(groups ? { groups } : {}), ...(respondBy ? { respondBy } : {}) }),
  withdraw: (run: number, version: number, what: { ids: number[] } | { batch: number }) => api.post<Run>(`${root}/runs/${run}/withdrawal`, { version, ...what }),
  wish: (wish: { organisationId: number; menteeId: number; mentorId: number; kind: Wish['kind']; reason?: string }) => api.put<unknown>(`${root}/wishes`, wish),
  answer: (offer: number, accepted: boolean, reason?: string) => api.post<unknown>(`${root}/offers/${offer}/answer`, { accepted, ...(reason ? { reason } : {}) }),
};
