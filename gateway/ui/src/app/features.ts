import type { Icon } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';
import type { Role } from '../api/types';
import type { Place } from './session';

/** A line of the left navigation; its room decides where it stands. */
export interface NavItem {
  room: Room;
  title: string;
  to: string;
  /** Position inside the room, so that features need not know each other. */
  order: number;
  roles: Role[];
  /** Where a phone shows single lines instead of rooms; without it the room's icon stands for the line. */
  icon?: Icon;
  /** Further condition, e.g. only at a school. */
  when?: (place: Place) => boolean;
}

export const rooms = ['desk', 'people', 'pairs', 'programmes', 'monitoring', 'organisation'] as const;
export type Room = (typeof rooms)[number];

export const roomWords: Record<Room, string> = {
  desk: 'Мой стол',
  people: 'Люди',
  pairs: 'Пары и группы',
  programmes: 'Программы',
  monitoring: 'Мониторинг',
  organisation: 'Организация',
};

/** What a feature folder gives to the shell: its pages and the links to them. */
export interface Feature {
  routes: RouteObject[];
  nav: NavItem[];
  /** Home page for these roles; the first feature that answers wins. */
  home?: { roles: Role[]; to: string };
}

/** A page that is loaded when it is opened; its module exports `Component`. */
export function page(path: string, load: () => Promise<{ Component: ComponentType }>): RouteObject {
  return { path, lazy: load };
}

export const school = (place: Place) => place.level === 'school';

export const schoolStaff: Role[] = ['director', 'curator', 'psychologist'];
export const upperStaff: Role[] = ['municipal', 'institute', 'ministry'];
