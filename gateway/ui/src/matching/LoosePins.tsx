import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api/client';
import { usePlace } from '../app/session';
import { Notice } from '../ui/Notice';
import { counted } from '../ui/russian';
import classes from './matching.module.css';
import type { LoosePin, Run } from './types';
import { who } from './words';

/** Pins that the run had to leave out: a pin outlives the consent or the place it was made with. */
export function LoosePins({ run }: { run: Run }) {
  const place = usePlace();
  const pins = useQuery({
    queryKey: ['programme', 'matching', 'loose-pins', run.id],
    queryFn: ({ signal }) => api.get<LoosePin[]>(`/api/programme/matching/runs/${run.id}/loose-pins`, undefined, { signal }),
  });
  return (
    <Notice tone="warn" mb="md" title={`Не удержано: ${counted(run.loosePins, ['закрепление', 'закрепления', 'закреплений'])}`}>
      <ul className={classes.people} aria-label="Закрепления, которые не удержаны">
        {(pins.data ?? []).map((p) => <li key={`${p.mentee.personId}-${p.mentor.personId}`}><div>{who(p.mentee)} — {who(p.mentor)}<small>{p.text}</small></div></li>)}
      </ul>
      {place.roles.includes('curator') ? <p>Снять закрепление можно на странице <Link to="/matching/wishes">«Закрепления и запреты»</Link>.</p> : <p>Снять закрепление может куратор школы.</p>}
    </Notice>
  );
}
