import { formatNumber, shortName } from '../ui/russian';
import type { MatchPerson, Target } from './types';

export const targetWords: Record<Target, { title: string; hint: string }> = {
  best_total: { title: 'Лучшее соответствие', hint: 'Сумма баллов всех пар наибольшая.' },
  nobody_left: { title: 'Никого без наставника', hint: 'Пар как можно больше, даже если баллы ниже.' },
  own_first: { title: 'Сначала своя школа', hint: 'Наставник из другой организации — только если в своей нет подходящего.' },
};

/** What the service is busy with. */
export const stageWords: Record<string, string> = {
  queued: 'Ждём своей очереди', reading: 'Собираем сведения о людях', scoring: 'Считаем баллы пар', explaining: 'Подбираем и объясняем пары', saving: 'Сохраняем',
};

export const distanceWords = { school: 'своя школа', municipality: 'тот же муниципалитет', region: 'другой муниципалитет' } as const;

/** Points are whole; a fraction is shown only where there is one. */
export const points = (value: number) => formatNumber(value, Number.isInteger(value) ? 0 : 1);

/** Initials stay beside their surname. */
export const initials = (name: string | null) => (name ? shortName(name).replaceAll(' ', '\u00A0') : null);

/** A person in one word; a child above the school is a class of a school. */
export function who(person: { name: string | null; detail: string | null; organisation?: string | null }): string {
  return initials(person.name) || [person.detail, person.organisation].filter(Boolean).join(', ') || 'имя скрыто';
}

export const whoFull = (person: MatchPerson, home: number) =>
  [who(person), person.name ? person.detail : null, person.organisationId === home || !person.name ? null : person.organisation].filter(Boolean).join(', ');
