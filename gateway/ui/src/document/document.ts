import { useQuery } from '@tanstack/react-query';
import { api, streamAddress } from '../api/client';
import type { StatusWord } from '../ui/StatusBadge';
import type { DocumentKind, DocumentVersion } from './types';

export const versionStatuses: Record<DocumentVersion['status'], StatusWord> = {
  draft: { label: 'Черновик', tone: 'plain', icon: 'draft' },
  active: { label: 'Действует', tone: 'good', icon: 'done' },
  retired: { label: 'Снят', tone: 'plain', icon: 'past' },
};

export const kindsKey = ['document-kinds'];

const services = ['registry', 'programme'] as const;

/** Each service prints papers of its own; whoever edits templates sees one list. */
export function useKinds() {
  return useQuery({
    queryKey: kindsKey,
    queryFn: async ({ signal }) => {
      const lists = await Promise.all(services.map((service) => api.get<DocumentKind[]>(`/api/${service}/document-kinds`, undefined, { signal })));
      return lists.flatMap((list, at) => list.map((kind) => ({ ...kind, service: services[at] ?? 'registry' }))).toSorted((a, b) => a.title.localeCompare(b.title, 'ru'));
    },
  });
}

export const templatesOf = (kind: DocumentKind) => `/api/${kind.service ?? 'registry'}/document-templates`;

export const inForceText = (kind: DocumentKind) => (kind.inForce === 0 ? 'Встроенный' : `Версия ${kind.inForce}`);

/** The file of a version; without one, of the template that the platform brings. */
export function fileOf(kind: DocumentKind, version: DocumentVersion | undefined, what: 'file' | 'preview'): string {
  const base = templatesOf(kind);
  return version ? streamAddress(`${base}/${version.id}/${what}`) : streamAddress(`${base}/${what === 'file' ? 'blank' : 'preview'}`, { kind: kind.code });
}
