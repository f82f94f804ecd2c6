import { useQuery } from '@tanstack/react-query';
import { api, streamAddress } from '../api/client';
import type { StatusWord } from '../ui/StatusBadge';
import type { DocumentKind, DocumentVersion } from './types';

export const versionStatuses: Record<DocumentVersion['status'], StatusWord> = {
  draft: { label: 'Черновик', tone: 'plain', icon: 'draft' },
  active: { label: 'Действует', tone: 'good', icon: 'done' },
  retired: { label: 'Снят', tone: 'plain', icon: 'past' },
};

export const kindsKey = ['registry', 'document-kinds'];

export function useKinds() {
  return useQuery({ queryKey: kindsKey, queryFn: ({ signal }) => api.get<DocumentKind[]>('/api/registry/document-kinds', undefined, { signal }) });
}

export const inForceText = (kind: DocumentKind) => (kind.inForce === 0 ? 'Встроенный' : `Версия ${kind.inForce}`);

/** The file of a version; without one, of the template that the platform brings. */
export function fileOf(kind: string, version: DocumentVersion | undefined, what: 'file' | 'preview'): string {
  const base = '/api/registry/document-templates';
  return version ? streamAddress(`${base}/${version.id}/${what}`) : streamAddress(`${base}/${what === 'file' ? 'blank' : 'preview'}`, { kind });
}
