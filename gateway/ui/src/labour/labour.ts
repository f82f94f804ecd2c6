import { useQueryClient } from '@tanstack/react-query';
import { formatDate } from '../ui/russian';
import type { StatusWord } from '../ui/StatusBadge';
import { showDone } from '../ui/undo';
import type { LabourPapers, LabourState, LabourStatus } from './types';

export const labourStatuses: Record<LabourStatus, StatusWord> = {
  offered: { label: 'Предложено', tone: 'warn', icon: 'wait' },
  refused: { label: 'Работник отказался', tone: 'plain', icon: 'stop' },
  consented: { label: 'Есть согласие, нет соглашения', tone: 'warn', icon: 'wait' },
  addendum_signed: { label: 'Оформлено', tone: 'calm', icon: 'done' },
  active: { label: 'Действует', tone: 'good', icon: 'run' },
  notice_given: { label: 'Подано уведомление', tone: 'warn', icon: 'wait' },
  ended: { label: 'Завершено', tone: 'plain', icon: 'past' },
  exempt: { label: 'Входит в обязанности', tone: 'good', icon: 'done' },
};

export const labourStates: Record<LabourState, StatusWord> = {
  not_required: { label: 'Не требуются', tone: 'plain', icon: 'none' },
  ready: { label: 'Оформлены', tone: 'good', icon: 'done' },
  missing: { label: 'Не оформлены', tone: 'bad', icon: 'warn' },
  waived: { label: 'Не оформляются', tone: 'plain', icon: 'past' },
};

export const paperWords = { consent: 'Письменное согласие', addendum: 'Дополнительное соглашение', notice: 'Уведомление' } as const;

/** What there is still to do, in one line. */
export function missingText(papers: LabourPapers): string {
  if (papers.missing.length === 0) return '—';
  return papers.missing.map((m) => (m === 'consent' ? 'письменное согласие' : 'дополнительное соглашение')).join(', ');
}

export function termText(papers: LabourPapers): string {
  return papers.to ? `${formatDate(papers.from)} – ${formatDate(papers.to)}` : `с ${formatDate(papers.from)}`;
}

/** Papers change what a pair may do, so both services' lists are asked again. */
export function useLabourSaved(onClose: () => void) {
  const client = useQueryClient();
  return (message: string) => {
    void client.invalidateQueries({ queryKey: ['registry', 'labour'] });
    // The fact reaches the pairs a moment later.
    void client.invalidateQueries({ queryKey: ['programme'] });
    setTimeout(() => void client.invalidateQueries({ queryKey: ['programme'] }), 1500);
    showDone(message);
    onClose();
  };
}
