import type { Mentorship } from '../api/types';
import { formatDate } from '../ui/russian';
import { limits, periodError } from './period';

/** Says while typing between which days the programme may end (BR-032). */
export function PeriodHint({ from, to, exempt, mentorship }: { from: string; to: string; exempt: boolean; mentorship?: Mentorship | undefined }) {
  const allowed = limits(from);
  const outside = mentorship && (from < mentorship.start || to > mentorship.plannedEnd);
  return (
    <div aria-live="polite">
      {exempt ? (
        <p className="dimmed-note">Для этой формы срок свободный, обычно до конца учебного года.</p>
      ) : (
        allowed && (
          <p className={periodError(from, to, exempt) ? 'field-note' : 'dimmed-note'}>
            Программа длится от 3 месяцев до 1 года: окончание с {formatDate(allowed.earliest)} по {formatDate(allowed.latest)}.
          </p>
        )
      )}
      {outside && <p className="field-note">Наставничество идёт с {formatDate(mentorship.start)} по {formatDate(mentorship.plannedEnd)}: срок программы выходит за него.</p>}
    </div>
  );
}
