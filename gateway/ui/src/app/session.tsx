import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { api, setRegion } from '../api/client';
import type { Level, Me, MyOrganisation, OrganisationCard, OrganisationType, PathStep, Role } from '../api/types';

/** The organisation the person looks at now, and as whom. */
export interface Place {
  id: number;
  shortName: string;
  fullName: string;
  level: Level;
  type: OrganisationType;
  path: PathStep[];
  region: number;
  /** The strongest role that covers this organisation; `roles` has all of them. */
  role: Role;
  roles: Role[];
  /** The person's own card, for a mentor or a mentee. */
  person?: number;
  /** True when the organisation lies below the one the grant names: figures and adults only. */
  below: boolean;
}

export interface MyPlace extends MyOrganisation {
  region: number;
}

interface Session {
  me: Me;
  organisations: MyPlace[];
  place: Place;
  /** Other regions exist among the grants. */
  manyRegions: boolean;
  /** True when the person could choose another organisation at all. */
  canSwitch: boolean;
  goTo: (organisationId: number) => void;
  recents: { id: number; shortName: string; level: Level }[];
  has: (...roles: Role[]) => boolean;
}

const SessionContext = createContext<Session | null>(null);

const strength: Role[] = ['ministry', 'institute', 'municipal', 'director', 'curator', 'psychologist', 'mentor', 'mentee'];

const placeKey = 'nastavnik.place';
const recentsKey = 'nastavnik.recents';

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside of the session');
  return session;
}

/** For frames that are also shown before anyone has logged in. */
export function usePlaceOrNothing(): Place | undefined {
  return useContext(SessionContext)?.place;
}

/** The organisation every screen of an organisation asks for. */
export function usePlace(): Place {
  return useSession().place;
}

export function useMe() {
  return useQuery({ queryKey: ['me'], queryFn: ({ signal }) => api.get<Me>('/api/me', undefined, { signal }), staleTime: Infinity });
}

function readRecents(): Session['recents'] {
  try {
    return JSON.parse(localStorage.getItem(recentsKey) ?? '[]');
  } catch {
    return [];
  }
}

function remembered(): number | undefined {
  const fromAddress = new URLSearchParams(window.location.search).get('org');
  const text = fromAddress ?? sessionStorage.getItem(placeKey) ?? localStorage.getItem(placeKey);
  const id = Number(text);
  return text && Number.isFinite(id) ? id : undefined;
}

interface Props {
  me: Me;
  children: ReactNode;
  waiting: ReactNode;
  failed: (error: Error, retry: () => void) => ReactNode;
  nothing: ReactNode;
}

/** Loads what the grants open and holds the chosen organisation; screens below it always have a place. */
export function SessionProvider({ me, children, waiting, failed, nothing }: Props) {
  const client = useQueryClient();
  const regions = useMemo(() => [...new Set(me.grants.map((g) => g.region))].toSorted((a, b) => a - b), [me]);
  const manyRegions = regions.length > 1;
  const mine = useQueries({
    queries: regions.map((region) => ({
      queryKey: ['registry', 'me', region],
      staleTime: 300_000,
      queryFn: () =>
        api.get<{ organisations: MyOrganisation[] }>('/api/registry/me', undefined, manyRegions ? { region } : {}),
    })),
  });
  const loaded = mine.every((q) => q.data);
  const organisations: MyPlace[] = useMemo(
    () =>
      loaded
        ? mine.flatMap((q, i) => (q.data?.organisations ?? []).map((o) => ({ ...o, region: regions[i] ?? 0 })))
        : [],
    // The results array is new on every render; its content changes only when loading does.
    // oxlint-disable-next-line react/exhaustive-deps
    [loaded, regions],
  );
  const [chosen, setChosen] = useState<number | undefined>(remembered);
  const [recents, setRecents] = useState(readRecents);

  const own = organisations.find((o) => o.id === chosen);
  const first = useMemo(
    () => organisations.toSorted((a, b) => strength.indexOf(a.role) - strength.indexOf(b.role))[0],
    [organisations],
  );
  // An organisation below one's own is not among the grants: ask for its name and place.
  const foreign = useQuery({
    queryKey: ['registry', 'organisation', chosen],
    enabled: chosen !== undefined && organisations.length > 0 && !own,
    queryFn: () => api.get<OrganisationCard>(`/api/registry/organisations/${chosen}`),
    staleTime: 300_000,
    retry: false,
  });

  const place = useMemo<Place | undefined>(() => {
    if (own || !foreign.data) {
      const base = own ?? first;
      if (!base) return undefined;
      const roles = organisations
        .filter((o) => o.id === base.id)
        .map((o) => o.role)
        .toSorted((a, b) => strength.indexOf(a) - strength.indexOf(b));
      const person = organisations.find((o) => o.id === base.id && o.person)?.person;
      return { ...base, roles, role: roles[0] ?? base.role, below: false, ...(person ? { person } : { person: undefined }) } as Place;
    }
    const above = foreign.data;
    const covering = organisations.filter((o) => above.path.some((p) => p.id === o.id));
    const roles = [...new Set(covering.map((o) => o.role))].toSorted((a, b) => strength.indexOf(a) - strength.indexOf(b));
    const region = covering[0]?.region ?? regions[0] ?? 0;
    return { ...above, path: above.path, region, roles, role: roles[0] ?? 'curator', below: true };
  }, [own, first, foreign.data, organisations, regions]);

  useEffect(() => {
    setRegion(manyRegions ? place?.region : undefined);
  }, [manyRegions, place?.region]);

  const goTo = useCallback(
    (id: number) => {
      setChosen(id);
      sessionStorage.setItem(placeKey, String(id));
      localStorage.setItem(placeKey, String(id));
      // Another region answers the same addresses with other rows.
      const next = organisations.find((o) => o.id === id);
      if (next && manyRegions) {
        setRegion(next.region);
        client.removeQueries({ predicate: (q) => q.queryKey[0] !== 'me' && q.queryKey[1] !== 'me' });
      }
    },
    [organisations, manyRegions, client],
  );

  useEffect(() => {
    if (!place) return;
    setRecents((old) => {
      const next = [
        { id: place.id, shortName: place.shortName, level: place.level },
        ...old.filter((r) => r.id !== place.id),
      ].slice(0, 6);
      localStorage.setItem(recentsKey, JSON.stringify(next));
      return next;
    });
  }, [place]);

  const session = useMemo<Session | undefined>(
    () =>
      place && {
        me,
        organisations,
        place,
        manyRegions,
        canSwitch: organisations.length > 1 || organisations.some((o) => o.level !== 'school'),
        goTo,
        recents,
        has: (...roles) => roles.some((r) => place.roles.includes(r)),
      },
    [me, organisations, place, manyRegions, goTo, recents],
  );

  const broken = mine.find((q) => q.error);
  if (broken?.error) return failed(broken.error, () => void client.refetchQueries({ queryKey: ['registry', 'me'] }));
  if (!loaded || foreign.isFetching && !foreign.data) return waiting;
  if (!session) return nothing;
  // The region header must be set before the first request of a screen, not in an effect after it.
  setRegion(manyRegions ? session.place.region : undefined);
  return <SessionContext value={session}>{children}</SessionContext>;
}
