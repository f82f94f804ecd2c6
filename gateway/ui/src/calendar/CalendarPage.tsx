import { ActionIcon, Button, Group, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconChevronLeft, IconChevronRight, IconPrinter } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../api/client';
import { useSession } from '../app/session';
import { ErrorSummary } from '../ui/FormPage';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Facts, Page, Section } from '../ui/Page';
import { counted, formatDate, plural, today } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { countRules, daysOf, draftOf, monthNames, shifted, toggled, useCalendar, workingDaysIn, works, type Draft } from './calendar';
import classes from './CalendarPage.module.css';
import type { CalendarYear, CountRule } from './types';

const weekdays = ['Пн', 'Вт', 'Ср', 'Чт', 'Пт', 'Сб', 'Вс'];
const workingDays = ['рабочий день', 'рабочих дня', 'рабочих дней'] as const;

export function Component() {
  const [params, setParams] = useSearchParams();
  const asked = Number(params.get('year'));
  const year = Number.isInteger(asked) && asked >= 2000 && asked <= 2100 ? asked : Number(today().slice(0, 4));
  const calendar = useCalendar(year);
  const go = (to: number) => setParams((old) => { old.set('year', String(to)); return old; }, { replace: true });
  return (
    <Loaded query={calendar} title="Производственный календарь">
      {(data) => <Year key={`${data.year}-${data.version}`} calendar={data} go={go} />}
    </Loaded>
  );
}

function Year({ calendar, go }: { calendar: CalendarYear; go: (year: number) => void }) {
  const { has } = useSession();
  const client = useQueryClient();
  const edits = has('institute');
  const [draft, setDraft] = useState<Draft>(() => draftOf(calendar));
  const saved = useMemo(() => draftOf(calendar), [calendar]);
  const months = useMemo(() => monthNames.map((_, m) => daysOf(calendar.year, m)), [calendar.year]);
  const changed = months.flatMap((m) => m.days).filter((d) => works(draft, d) !== works(saved, d));
  const total = workingDaysIn(draft, months.flatMap((m) => m.days));
  const send = (values: { source: string; countRule: CountRule }, of: Draft, version: number | undefined) =>
    api.put<CalendarYear>('/api/registry/calendar', {
      year: calendar.year, daysOff: [...of.daysOff].toSorted(), workingWeekends: [...of.workingWeekends].toSorted(), ...values, version,
    });
  const form = useProblemForm({
    name: `calendar-${calendar.year}`,
    initial: { source: calendar.source, countRule: calendar.countRule },
    version: calendar.version,
    labels: { source: 'Документ, по которому установлены дни', countRule: 'Как считать сроки в рабочих днях' },
    validate: (v) => ({ source: v.source.trim() ? undefined : 'Укажите документ' }),
    submit: (v, _key, version) => send(v, draft, version),
    fromCurrent: (current) => {
      const now = current as CalendarYear;
      return { values: { source: now.source, countRule: now.countRule }, version: now.version };
    },
    onSaved: (now) => {
      const before = { source: calendar.source, countRule: calendar.countRule };
      client.setQueryData(['registry', 'calendar', calendar.year], now);
      void client.invalidateQueries({ queryKey: ['registry', 'calendar', 'term'] });
      showDone('Календарь сохранён', async () => {
        client.setQueryData(['registry', 'calendar', calendar.year], await send(before, saved, now.version));
      });
    },
  });
  const touched = changed.length > 0 || form.values.source !== calendar.source || form.values.countRule !== calendar.countRule;

  return (
    <Page
      title={`Производственный календарь, ${calendar.year}`}
      note={`${counted(total, workingDays)} в году · ${calendar.version === 0 ? 'федеральный календарь' : 'календарь региона'}`}
      actions={
        <Group gap="xs">
          <ActionIcon variant="default" size={36} aria-label={`Показать ${calendar.year - 1} год`} onClick={() => go(calendar.year - 1)} disabled={calendar.year <= 2000}><IconChevronLeft size={18} /></ActionIcon>
          <ActionIcon variant="default" size={36} aria-label={`Показать ${calendar.year + 1} год`} onClick={() => go(calendar.year + 1)} disabled={calendar.year >= 2100}><IconChevronRight size={18} /></ActionIcon>
          <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => window.print()} visibleFrom="sm">Напечатать</Button>
        </Group>
      }
    >
      <ul className={classes.legend}>
        <li><span className={classes.day} data-off>1</span>выходной</li>
        <li><span className={classes.day} data-worked-weekend>1</span>рабочая суббота или воскресенье</li>
        {edits && <li>Щелчок или пробел меняет день; стрелки переходят по дням</li>}
      </ul>
      <Grid calendar={calendar} draft={draft} saved={saved} edits={edits} onToggle={(d) => setDraft((old) => toggled(old, d))} />
      {edits ? (
        <form className={classes.bar} onSubmit={form.onSubmit} noValidate>
          <ErrorSummary summary={form.summary} />
          {form.stale && (
            <Notice tone="warn" title="Календарь уже изменил кто-то другой">
              Сохранено: {form.stale.theirs.source}.{' '}
              <Button size="compact-sm" variant="subtle" onClick={form.stale.keepMine}>Сохранить моё</Button>
              <Button size="compact-sm" variant="subtle" onClick={() => { form.stale?.cancel(); void client.invalidateQueries({ queryKey: ['registry', 'calendar'] }); }}>Взять сохранённое</Button>
            </Notice>
          )}
          <div className={classes.fields}>
            <TextInput {...form.field('source')} maxLength={300} />
            <Select {...form.field('countRule')} data={Object.entries(countRules).map(([value, label]) => ({ value, label }))} allowDeselect={false} />
          </div>
          <Group>
            <Button type="submit" loading={form.busy} disabled={!touched}>Сохранить календарь</Button>
            {changed.length > 0 && <Button variant="default" onClick={() => setDraft(saved)}>Вернуть дни как были</Button>}
            <span role="status">{changed.length > 0 ? `${plural(changed.length, ['Изменён', 'Изменено', 'Изменено'])} ${counted(changed.length, ['день', 'дня', 'дней'])}: ${changed.slice(0, 4).map(formatDate).join(', ')}${changed.length > 4 ? '…' : ''}` : ''}</span>
          </Group>
        </form>
      ) : (
        <Section title="Как считаются сроки">
          <Facts items={[['Основание', calendar.source], ['Счёт рабочих дней', countRules[calendar.countRule]]]} />
          <p className="dimmed-note">По этому календарю считаются сроки уведомлений наставников и отзыва согласий. Его ведёт региональный институт.</p>
        </Section>
      )}
    </Page>
  );
}

interface GridProps {
  calendar: CalendarYear;
  draft: Draft;
  saved: Draft;
  edits: boolean;
  onToggle: (day: string) => void;
}

/** One day of the year takes the focus; arrows walk from day to day and week to week. */
function Grid({ calendar, draft, saved, edits, onToggle }: GridProps) {
  const now = today();
  const [active, setActive] = useState(now.startsWith(String(calendar.year)) ? now : `${calendar.year}-01-01`);
  const [moved, setMoved] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const names = useMemo(() => new Map(calendar.holidays.map((h) => [h.date, h.name])), [calendar.holidays]);
  useEffect(() => {
    if (moved) box.current?.querySelector<HTMLElement>(`[data-day="${active}"]`)?.focus();
  }, [active, moved]);
  const keys = (event: KeyboardEvent) => {
    const step = ({ ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 } as Record<string, number>)[event.key];
    const to = step !== undefined ? shifted(active, step) : event.key === 'Home' ? `${active.slice(0, 8)}01` : undefined;
    if (!to || !to.startsWith(`${calendar.year}-`)) return;
    event.preventDefault();
    setMoved(true);
    setActive(to);
  };
  return (
    // The keys walk between the days, which are buttons of their own.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={classes.year} ref={box} onKeyDown={edits ? keys : undefined}>
      {monthNames.map((name, month) => {
        const { days, lead } = daysOf(calendar.year, month);
        return (
          <section key={name} className={`${classes.month} keep`} aria-label={`${name} ${calendar.year}`}>
            <h2>{name} <small>{counted(workingDaysIn(draft, days), workingDays)}</small></h2>
            <div className={classes.grid}>
              {weekdays.map((w) => <div key={w} className={classes.weekday} aria-hidden>{w}</div>)}
              {Array.from({ length: lead }, (_, i) => <span key={`lead-${i}`} />)}
              {days.map((day) => {
                const work = works(draft, day);
                const marks = {
                  className: classes.day,
                  'data-off': !work || undefined,
                  'data-worked-weekend': (draft.workingWeekends.has(day)) || undefined,
                  'data-moved': (draft.daysOff.has(day) && !names.has(day)) || undefined,
                  'data-today': day === now || undefined,
                  'data-draft': works(saved, day) !== work || undefined,
                  title: names.get(day),
                };
                const label = `${formatDate(day)}, ${work ? 'рабочий' : 'выходной'}${names.has(day) ? `, ${names.get(day)}` : ''}`;
                return edits ? (
                  <button key={day} type="button" {...marks} data-day={day} aria-label={label} aria-pressed={!work} tabIndex={day === active ? 0 : -1} onClick={() => { setActive(day); onToggle(day); }}>
                    {Number(day.slice(8))}
                  </button>
                ) : (
                  <span key={day} {...marks}><span className="visually-hidden">{label}</span><span aria-hidden>{Number(day.slice(8))}</span></span>
                );
              })}
            </div>
          </section>
        );
      })}
    </div>
  );
}
