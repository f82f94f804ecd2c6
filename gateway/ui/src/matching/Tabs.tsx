import { NavLink } from 'react-router';
import { usePlace } from '../app/session';
import classes from './matching.module.css';

/** The pages of matching: what a role does not have is not shown. */
export function MatchingTabs() {
  const place = usePlace();
  const curator = place.roles.includes('curator');
  const tabs = [
    { to: '/matching', title: 'Подборы', end: true },
    ...(place.level === 'school' && !place.below ? [{ to: '/matching/meetings', title: 'Встреча и анкета', end: false }] : []),
    ...(curator && place.level === 'school' && !place.below ? [{ to: '/matching/offers', title: 'Предложения', end: false }, { to: '/matching/wishes', title: 'Закрепления и запреты', end: false }] : []),
    ...(place.roles.includes('institute') ? [{ to: '/matching/weights', title: 'Веса критериев', end: false }] : []),
  ];
  if (tabs.length < 2) return null;
  return (
    <nav className={`${classes.tabs} no-print`} aria-label="Разделы подбора">
      {tabs.map((tab) => <NavLink key={tab.to} to={tab.to} end={tab.end}>{tab.title}</NavLink>)}
    </nav>
  );
}
