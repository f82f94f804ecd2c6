import { Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { usePlaceOrNothing } from '../app/session';
import classes from './Page.module.css';

interface Props {
  title: string;
  /** Shown beside the title: a badge, a count. */
  aside?: ReactNode;
  /** One grey line under the title. */
  note?: ReactNode;
  /** Steps between the organisation and this page: the list a card came from. */
  trail?: { title: string; to: string }[];
  actions?: ReactNode;
  /** Narrow pages read better: forms and cards. */
  narrow?: boolean;
  /** The page is a paper: only the paper itself is printed. */
  paper?: boolean;
  children?: ReactNode;
}

let opened = 0;

/** Frame of every page: place in the tree, title for the tab and for the reader, actions. */
export function Page({ title, aside, note, trail = [], actions, narrow, paper, children }: Props) {
  const place = usePlaceOrNothing();
  const location = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = `${title} — ${place ? `${place.shortName} — ` : ''}Наставник`;
  }, [title, place]);

  useEffect(() => {
    // A reader hears the new page's title; on the very first page the browser does it itself.
    if (opened++ > 0) heading.current?.focus({ preventScroll: true });
  }, [location.pathname]);

  return (
    <div className={classes.page} data-narrow={narrow || undefined}>
      {place && (
        <nav aria-label="Место" className={`${classes.trail} no-print`}>
          <ol>
            {place.path.filter((p) => p.id !== place.id).map((p) => <li key={p.id}>{p.shortName}</li>)}
            <li aria-current={trail.length === 0 ? 'location' : undefined}>{place.shortName}</li>
            {trail.map((step) => <li key={step.to}><Link to={step.to}>{step.title}</Link></li>)}
          </ol>
        </nav>
      )}
      {!paper && <p className="print-only">{place?.fullName}</p>}
      <div className={`${classes.head} ${paper ? 'no-print' : ''}`}>
        <div className={classes.titles}>
          <div className={classes.titleLine}>
            <Title order={1} ref={heading} tabIndex={-1}>{title}</Title>
            {aside}
          </div>
          {note && <div className={classes.note}>{note}</div>}
        </div>
        {actions && <div className={`${classes.actions} no-print`}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}

/** A part of a page with its own heading; parts are divided by a hairline, not by boxes. */
export function Section({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.sectionHead}>
        <Title order={2}>{title}</Title>
        {actions && <div className={`${classes.actions} no-print`}>{actions}</div>}
      </div>
      {children}
    </section>
  );
}

/** Label and value pairs of a card. */
export function Facts({ items }: { items: [string, ReactNode][] }) {
  return (
    <dl className={classes.facts}>
      {items.map(([label, value]) => (
        <div key={label} className={classes.fact}>
          <dt>{label}</dt>
          <dd>{value === null || value === undefined || value === '' ? <span className={classes.none}>не указано</span> : value}</dd>
        </div>
      ))}
    </dl>
  );
}
