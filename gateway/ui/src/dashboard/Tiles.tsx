import { ActionIcon, Button, Popover } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { Figure, Indicator } from '../api/types';
import { formatDate } from '../ui/russian';
import { planText, ratioText, stateWords, valueText } from './figures';
import { LightWord } from './Light';
import classes from './Dashboard.module.css';

interface Props {
  figures: Figure[];
  indicators: Indicator[];
  changed: string[];
  chosen: string | undefined;
  onChoose: (code: string) => void;
}

export function Tiles({ figures, indicators, changed, chosen, onChoose }: Props) {
  return (
    <ul className={classes.tiles} aria-label="Показатели">
      {figures.map((f) => {
        const word = f.state !== 'ok' && f.state !== 'above_100';
        return (
          <li key={f.code} className={classes.tile} data-code={f.code} data-changed={changed.includes(f.code) || undefined} data-chosen={f.code === chosen || undefined}>
            <div className={classes.name}>
              <span>{f.name}</span>
              <Definition figure={f} indicator={indicators.find((i) => i.code === f.code)} />
            </div>
            <div className={classes.value} data-word={word || undefined} title={f.state === 'ok' ? undefined : stateWords[f.state].why}>{valueText(f, f.kind)}</div>
            <div className={classes.ratio}>{f.state === 'above_100' ? stateWords.above_100.why : ratioText(f, f.kind)}</div>
            <div className={classes.plan}>
              <LightWord light={f.light} />
              <span>{planText(f.target, f.direction)}</span>
            </div>
            <Button variant="subtle" size="compact-sm" className={`${classes.trendButton} no-print`} aria-pressed={f.code === chosen} onClick={() => onChoose(f.code)}>
              По месяцам<span className="visually-hidden">: {f.name}</span>
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

/** What is counted and from where the denominator comes, on demand. */
function Definition({ figure, indicator }: { figure: Figure; indicator: Indicator | undefined }) {
  const info = figure.denominatorInfo;
  return (
    <Popover position="bottom-end" withArrow trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" className="no-print" aria-label={`Как считается: ${figure.name}`}><IconInfoCircle size={16} /></ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes.definition} tabIndex={-1} data-autofocus>
          <p>{indicator?.definition ?? figure.name}.</p>
          {figure.state !== 'ok' && <p>{stateWords[figure.state].why}</p>}
          <p>
            {info ? `Знаменатель: ${info.source}${info.asOf ? `, на ${formatDate(info.asOf)}` : ''}. ` : ''}
            {indicator?.aboutMinors ? 'Числа от 1 до 4 выше школы скрываются. ' : ''}
            Код показателя {figure.code}.
          </p>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
