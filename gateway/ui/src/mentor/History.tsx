import { Link } from 'react-router';
import { formWords } from '../api/words';
import { Section } from '../ui/Page';
import { formatDate } from '../ui/russian';
import { StatusBadge, type StatusWord } from '../ui/StatusBadge';
import { mentorshipStatuses } from '../ui/statuses';
import { reasonWords, type Engagement, type Step } from './types';
import classes from './Mentor.module.css';

/** The way of a candidacy, the newest step first. */
export function Steps({ steps, words }: { steps: Step[]; words: Record<string, StatusWord> }) {
  if (steps.length === 0) return null;
  return (
    <Section title="Как шло">
      <ol className={classes.rows}>
        {steps.map((s, i) => (
          // Steps are only ever added, so the place from the end names a step.
          <li key={steps.length - i} className={classes.row}>
            <span className={classes.day}>{formatDate(s.onDate)}</span>
            <StatusBadge status={s.toStatus} words={words} />
            <span className={classes.text}>{[s.reason && (reasonWords[s.reason] ?? ''), s.note].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

export function Engagements({ engagements, other }: { engagements: Engagement[]; other: string }) {
  if (engagements.length === 0) return null;
  return (
    <Section title="Пары и группы">
      <ul className={classes.rows}>
        {engagements.map((e) => (
          <li key={e.mentorshipId} className={classes.row}>
            <StatusBadge status={e.status} words={mentorshipStatuses} />
            <Link to={`/mentorships/${e.mentorshipId}`}>{formWords[e.form]}</Link>
            <span className={classes.text}>
              {e.counterparts ? `${other}: ${e.counterparts}` : ''}
              {e.endedOn ? ` · завершено ${formatDate(e.endedOn)}` : e.startOn ? ` · с ${formatDate(e.startOn)}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
