import { expect, it } from 'vitest';
import { matching } from './template';

const row = (activity: string, responsible = 'Куратор') => ({ stage: 'Подготовка', no: '1', activity, term: { kind: 'month' as const, text: 'ноябрь' }, result: '', responsible });

it('finds rows in which every word occurs, whatever the case and the letter ё', () => {
  const rows = [row('Отбор наставников, отчёт'), row('Мастер-класс', 'Наставник')];
  expect(matching(rows, 'отчет НОЯБРЬ')).toHaveLength(1);
  expect(matching(rows, 'наставник')).toHaveLength(2);
  expect(matching(rows, '')).toHaveLength(2);
  expect(matching(rows, 'экзамен')).toHaveLength(0);
});
