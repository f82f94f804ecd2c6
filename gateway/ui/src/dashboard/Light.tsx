import { IconAlertTriangle, IconCircleCheck, IconCircleX, type Icon } from '@tabler/icons-react';
import type { FigureState, Light } from '../api/types';
import { formatNumber } from '../ui/russian';
import { lightWords, stateWords } from './figures';
import classes from './Dashboard.module.css';

const icons: Record<Exclude<Light, 'none'>, Icon> = { green: IconCircleCheck, amber: IconAlertTriangle, red: IconCircleX };

/** Colour, shape and word together. */
export function LightWord({ light }: { light: Light }) {
  if (light === 'none') return null;
  const Shape = icons[light];
  return <span className={classes.light} data-light={light}><Shape size={16} stroke={2} aria-hidden />{lightWords[light]}</span>;
}

/** A figure inside a table, its unit is in the header: the shape stands for the word, which is read aloud and shown on hover. */
export function FigureCell({ figure, kind }: { figure: { value: number | null; state: FigureState; light: Light } | undefined; kind: 'percent' | 'count' }) {
  if (!figure) return <span className={classes.word}>—</span>;
  if (figure.state !== 'ok' && figure.state !== 'above_100') return <span className={classes.word} title={stateWords[figure.state].why}>{stateWords[figure.state].short}</span>;
  // More than everybody is not a success but a wrong denominator.
  const light = figure.state === 'above_100' ? 'amber' : figure.light;
  const word = figure.state === 'above_100' ? stateWords.above_100.why : lightWords[light];
  const Shape = light === 'none' ? undefined : icons[light];
  return (
    <span className={classes.figure} data-light={light} title={light === 'none' ? undefined : word}>
      {Shape && <><Shape size={15} stroke={2} aria-hidden /><span className="visually-hidden">{word}: </span></>}
      {figure.value === null ? '—' : formatNumber(figure.value, kind === 'percent' ? 1 : 0)}
    </span>
  );
}
