import {
  IconAlertTriangle, IconArchive, IconCircle, IconCircleCheck, IconCircleDashed, IconCircleX, IconClock, IconPlayerPause, IconProgress, type Icon,
} from '@tabler/icons-react';
import { formatDate } from './russian';
import classes from './StatusBadge.module.css';

export type Tone = 'good' | 'warn' | 'bad' | 'calm' | 'plain';
export type StatusIcon = keyof typeof icons;

const icons = {
  done: IconCircleCheck,
  wait: IconClock,
  warn: IconAlertTriangle,
  stop: IconCircleX,
  pause: IconPlayerPause,
  run: IconProgress,
  draft: IconCircleDashed,
  none: IconCircle,
  past: IconArchive,
} satisfies Record<string, Icon>;

export interface StatusWord {
  label: string;
  tone: Tone;
  icon: StatusIcon;
}

/** A state with the day it began and the reason, where they are known. */
export function StatusSince({ status, since, note, words }: { status: string; since?: string | null | undefined; note?: string | null | undefined; words: Record<string, StatusWord> }) {
  return (
    <>
      <StatusBadge status={status} words={words} />
      {since && <> с {formatDate(since)}</>}
      {note && <> · {note}</>}
    </>
  );
}

/** A state by colour, shape and word together: it is read in greyscale and by ear as well. */
export function StatusBadge({ status, words }: { status: string | null | undefined; words: Record<string, StatusWord> }) {
  if (!status) return null;
  const word = words[status] ?? { label: 'Неизвестно', tone: 'plain' as const, icon: 'none' as const };
  const Shape = icons[word.icon];
  return (
    <span className={classes.badge} data-tone={word.tone}>
      <Shape size={14} stroke={2} aria-hidden />
      {word.label}
    </span>
  );
}
