import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { ConsentKind, MenteeStatus, MentorStatus, Position, RepresentativeKind } from '../api/types';
import { consentKindWords, positionWords, representativeWords } from '../api/words';
import { Empty } from '../ui/DataTable';
import { Loaded } from '../ui/Loaded';
import { formatDate } from '../ui/russian';
import { menteeStatuses, mentorStatuses } from '../ui/statuses';
import type { EndReason, HistoryEntry, LeaveKind } from './types';
import { endReasonWords, leaveWords } from './words';
import classes from './HistoryPanel.module.css';

/** The card's life in sentences, newest first: what, when, by which order, who wrote it down. */
export function HistoryPanel({ person }: { person: number }) {
  const history = useQuery({
    queryKey: ['registry', 'people', 'history', person],
    queryFn: ({ signal }) => api.get<HistoryEntry[]>(`/api/registry/people/${person}/history`, undefined, { signal }),
  });
  return (
    <Loaded query={history} title="История">
      {(entries) => entries.length === 0 ? <Empty text="Записей пока нет." /> : (
        <ol className={classes.line} aria-label="История карточки">
          {entries.map((e, i) => (
            <li key={`${e.on}-${e.kind}-${i}`}>
              <time dateTime={e.on}>{formatDate(e.on)}</time>
              <div>
                {sentence(e)}
                {e.basisNo && `, приказ № ${e.basisNo}`}
                {e.basisOn && (e.kind === 'record_checked' ? `, документ от ${formatDate(e.basisOn)}` : ` от ${formatDate(e.basisOn)}`)}
                <span className={classes.who}>{[e.organisation, e.by && `записал(а) ${e.by}`].filter(Boolean).join(' · ')}</span>
              </div>
            </li>
          ))}
        </ol>
      )}
    </Loaded>
  );
}

/** What happened, in words. */
export function sentence(e: HistoryEntry): string {
  const what = e.what ?? '';
  const position = positionWords[what as Position] ?? what;
  const note = e.note ? ` — ${e.note}` : '';
  switch (e.kind) {
    case 'registered': return 'Карточка заведена';
    case 'renamed': return `Изменены имя или фамилия: было «${what}», стало «${e.note ?? ''}»`;
    case 'born_corrected': return `Исправлена дата рождения: было ${formatDate(what)}, стало ${formatDate(e.note)}`;
    case 'hired': return `Принят(а) на работу: ${position.toLocaleLowerCase('ru')}${e.note ? `, ${e.note.toLocaleLowerCase('ru')}` : ''}`;
    case 'dismissed': return `Последний день работы: ${position.toLocaleLowerCase('ru')}${e.note ? `, ${endReasonWords[e.note as EndReason] ?? e.note}` : ''}`;
    case 'enrolled': return `Зачислен(а) в ${what} класс`;
    case 'promoted': return `Переведён(а) в ${what} класс`;
    case 'expelled': return `Последний день в ${what} классе${e.note ? `: ${endReasonWords[e.note as EndReason] ?? e.note}` : ''}`;
    case 'leave': return `${leaveWords[what as LeaveKind] ?? 'Отпуск'}${e.note ? ` по ${e.note}` : ''}`;
    case 'returned': return 'Выход на работу из отпуска';
    case 'represented': return `Законный представитель: ${e.note ?? ''} (${(representativeWords[what as RepresentativeKind] ?? '').toLocaleLowerCase('ru')})`;
    case 'consent_signed': return `Подписано согласие: ${(consentKindWords[what as ConsentKind] ?? 'документ').toLocaleLowerCase('ru')}`;
    case 'consent_withdrawn': return `Отозвано согласие: ${(consentKindWords[what as ConsentKind] ?? 'документ').toLocaleLowerCase('ru')}${note}`;
    case 'mentor': return `Наставник: ${(mentorStatuses[what as MentorStatus]?.label ?? 'изменено состояние').toLocaleLowerCase('ru')}${note}`;
    case 'mentee': return `Наставляемый: ${(menteeStatuses[what as MenteeStatus]?.label ?? 'изменено состояние').toLocaleLowerCase('ru')}${note}`;
    case 'transferred': return `Карточка перешла из организации «${e.note ?? ''}» в «${what}»`;
    case 'accepted': return `Принят(а) в организацию «${what}», карточка была заведена в «${e.note ?? ''}»`;
    case 'record_checked': return `Показана справка об отсутствии судимости, действует до ${what}`;
    case 'merged': return 'Объединена со второй карточкой того же человека';
    default: return 'Изменение карточки';
  }
}
