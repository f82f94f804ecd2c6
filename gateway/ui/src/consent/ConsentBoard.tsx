import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import { Notice } from '../ui/Notice';
import { formatNumber } from '../ui/russian';
import classes from './ConsentBoard.module.css';
import type { ConsentBoard as Board } from './types';

/** What calls for action first, what is in order last. */
export const boardStates: { value: string; label: string; tone?: 'bad' | 'warn'; rare?: boolean }[] = [
  { value: 'missing', label: 'Не хватает', tone: 'bad' },
  { value: 'issued', label: 'Ждут подписи', tone: 'warn' },
  { value: 'expiring', label: 'Истекают за 30 дней', tone: 'warn' },
  { value: 'superseded_needed', label: 'Исполнилось 18', tone: 'warn' },
  { value: 'expired', label: 'Истекли', tone: 'bad' },
  { value: 'withdrawn', label: 'Отозваны' },
  { value: 'draft', label: 'Черновики', rare: true },
  { value: 'superseded', label: 'Заменены', rare: true },
  { value: 'active', label: 'Действуют' },
];

interface Props {
  organisation: number;
  kind: string | undefined;
  value: string;
  onChange: (value: string) => void;
}

/** The counts of an organisation's consents; each is the filter of the list below. */
export function ConsentBoard({ organisation, kind, value, onChange }: Props) {
  const board = useQuery({
    queryKey: ['registry', 'consents', organisation, 'board', kind ?? ''],
    queryFn: ({ signal }) => api.get<Board>('/api/registry/consents/board', { organisation, kind }, { signal }),
  });
  if (board.error) return <Notice tone="bad" mb="md">{asProblem(board.error).message}</Notice>;
  const counts = board.data?.counts ?? {};
  return (
    <div className={`${classes.board} no-print`} role="group" aria-label="Согласия по состоянию">
      {boardStates.filter((s) => !s.rare || (counts[s.value] ?? 0) > 0 || value === s.value).map((s) => {
        const count = counts[s.value];
        return (
          <button key={s.value} type="button" aria-pressed={value === s.value} data-tone={count ? s.tone : undefined} onClick={() => onChange(value === s.value ? '' : s.value)}>
            <span className={classes.number}>{count === undefined ? '…' : formatNumber(count)}</span>
            <span className={classes.label}>{s.label}</span>
          </button>
        );
      })}
    </div>
  );
}
