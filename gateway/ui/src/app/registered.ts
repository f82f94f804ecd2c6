import { accountFeature } from '../account/feature';
import { actFeature } from '../act/feature';
import { appointmentFeature } from '../appointment/feature';
import { calendarFeature } from '../calendar/feature';
import { auditFeature } from '../audit/feature';
import { changeFeature } from '../change/feature';
import { consentFeature } from '../consent/feature';
import { dashboardFeature } from '../dashboard/feature';
import { deskFeature } from '../desk/feature';
import { dictionaryFeature } from '../dictionary/feature';
import { documentFeature } from '../document/feature';
import { labourFeature } from '../labour/feature';
import { exchangeFeature } from '../exchange/feature';
import { matchingFeature } from '../matching/feature';
import { meetingFeature } from '../meeting/feature';
import { menteeFeature } from '../mentee/feature';
import { mentorFeature } from '../mentor/feature';
import { mentorshipFeature } from '../mentorship/feature';
import { notificationFeature } from '../notification/feature';
import { orderFeature } from '../order/feature';
import { organisationFeature } from '../organisation/feature';
import { personFeature } from '../person/feature';
import { personalFileFeature } from '../personalfile/feature';
import { programmeFeature } from '../programme/feature';
import { rightsFeature } from '../rights/feature';
import { templateFeature } from '../template/feature';
import { rooms, type Feature, type NavItem, type Room } from './features';
import type { Place } from './session';

/** Every feature of the product. To add one: its folder, `feature.ts` in it, one line here. */
export const features: Feature[] = [
  deskFeature,
  dashboardFeature,
  personFeature,
  exchangeFeature,
  menteeFeature,
  mentorFeature,
  consentFeature,
  rightsFeature,
  matchingFeature,
  mentorshipFeature,
  orderFeature,
  changeFeature,
  labourFeature,
  programmeFeature,
  meetingFeature,
  templateFeature,
  organisationFeature,
  actFeature,
  calendarFeature,
  appointmentFeature,
  dictionaryFeature,
  documentFeature,
  accountFeature,
  auditFeature,
  personalFileFeature,
  notificationFeature,
];

export function navigationFor(place: Place): { room: Room; items: NavItem[] }[] {
  const items = features
    .flatMap((f) => f.nav)
    .filter((item) => item.roles.some((r) => place.roles.includes(r)) && (item.when?.(place) ?? true));
  return rooms
    .map((room) => ({ room, items: items.filter((i) => i.room === room).toSorted((a, b) => a.order - b.order) }))
    .filter((group) => group.items.length > 0);
}

/** The first page of a role: what the feature asked for, else the first line of the navigation. */
export function homeFor(place: Place): string | undefined {
  const links = navigationFor(place).flatMap((g) => g.items.map((i) => i.to));
  const asked = features.find((f) => f.home?.roles.includes(place.role))?.home?.to;
  return asked && links.includes(asked) ? asked : links[0];
}
