import { useQuery } from '@tanstack/react-query';
import { api, streamAddress } from '../api/client';
import { useSession } from '../app/session';
import type { StatusWord } from '../ui/StatusBadge';
import type { DocumentKind, DocumentVersion } from './types';

export const versionStatuses: Record<DocumentVersion['status'], StatusWord> = {
  draft: { label: 'Черновик', tone: 'plain', icon: 'draft' },
  active: { label: 'Действует', tone: 'good', icon: 'done' },
  retired: { label: 'Снят', tone: 'plain', icon: 'past' },
};

export const kindsKey = ['document-kinds'];

const services = ['registry', 'programme'] as const;

/** The institute words the templates of the region, everybody else those of their own organisation. */
export function useOwner(): number | undefined {
  const { place, has } = useSession();
  return has('institute') ? undefined : place.id;
}

/** Each service prints papers of its own; whoever edits templates sees one list. */
export function useKinds(organisation: number | undefined) {
  return useQuery({
    queryKey: [...kindsKey, organisation ?? 'region'],
    queryFn: async ({ signal }) => {
      const lists = await Promise.all(services.map((service) => api.get<DocumentKind[]>(`/api/${service}/document-kinds`, { organisation }, { signal })));
      return lists.flatMap((list, at) => list.map((kind) => ({ ...kind, service: services[at] ?? 'registry' }))).toSorted((a, b) => a.title.localeCompare(b.title, 'ru'));
    },
  });
}

export const templatesOf = (kind: DocumentKind) => `/api/${kind.service ?? 'registry'}/document-templates`;

export function inForceText(kind: DocumentKind, organisation: number | undefined): string {
  if (kind.inForce === 0) return 'Встроенный';
  return organisation !== undefined && kind.source === 'region' ? 'Шаблон региона' : `Версия ${kind.inForce}`;
}

/** The file of a version; without one, of the template that works without any. */
export function fileOf(kind: DocumentKind, version: DocumentVersion | undefined, what: 'file' | 'preview', organisation: number | undefined): string {
  const base = templatesOf(kind);
  return version ? streamAddress(`${base}/${version.id}/${what}`) : streamAddress(`${base}/${what === 'file' ? 'blank' : 'preview'}`, { kind: kind.code, organisation });
}
