import {
  IconBuildingCommunity, IconChartBar, IconChecklist, IconLayoutList, IconUsers, IconUsersGroup, type Icon,
} from '@tabler/icons-react';
import { NavLink } from 'react-router';
import { roomWords, type Room } from './features';
import { navigationFor } from './registered';
import { usePlace } from './session';
import classes from './Navigation.module.css';

export const roomIcons: Record<Room, Icon> = {
  desk: IconChecklist,
  people: IconUsers,
  pairs: IconUsersGroup,
  programmes: IconLayoutList,
  monitoring: IconChartBar,
  organisation: IconBuildingCommunity,
};

export function SideNavigation() {
  const groups = navigationFor(usePlace());
  const links = groups.flatMap((g) => g.items.map((i) => i.to));
  return (
    <ul className={classes.rooms}>
      {groups.map(({ room, items }) => {
        const RoomIcon = roomIcons[room];
        const single = items.length === 1 && items[0]?.title === roomWords[room] ? items[0] : undefined;
        return (
          <li key={room} className={classes.group}>
            {single ? (
              <NavLink to={single.to} className={classes.single}>
                <RoomIcon size={17} stroke={1.7} aria-hidden />{single.title}
              </NavLink>
            ) : (
              <>
                <span className={classes.room} id={`room-${room}`}>
                  <RoomIcon size={17} stroke={1.7} aria-hidden />{roomWords[room]}
                </span>
                <ul aria-labelledby={`room-${room}`}>
                  {items.map((item) => (
                    <li key={item.to}>
                      <NavLink to={item.to} end={links.some((other) => other.startsWith(`${item.to}/`))} className={classes.link}>{item.title}</NavLink>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Phone of a mentor or a mentee: at most four rooms under the thumb. */
export function BottomNavigation() {
  const items = navigationFor(usePlace()).flatMap(({ items }) => items).slice(0, 4);
  return (
    <nav className={`${classes.bottom} no-print`} aria-label="Разделы">
      {items.map((item) => {
        const LineIcon = item.icon ?? roomIcons[item.room];
        return (
          <NavLink key={item.to} to={item.to} className={classes.bottomLink}>
            <LineIcon size={22} stroke={1.7} aria-hidden />
            <span>{item.title}</span>
          </NavLink>
        );
      })}
    </nav>
  );
}
