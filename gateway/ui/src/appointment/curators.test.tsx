import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { barriers } from '../test/axe';
import { show } from '../test/render';
import { academicYear, Component as CuratorsPage, yearWord } from './CuratorsPage';

it('says that this year has no order yet', async () => {
  const { container } = show(CuratorsPage, {
    answers: { 'GET /api/registry/organisations/4411/curators': [{ id: 1, organisationId: 4411, personId: 7, name: 'Ветрова Анна', academicYear: 2020, orderNumber: '12', orderedOn: '2020-09-01', current: false }] },
  });
  expect(await screen.findByText(/приказ о назначении куратора ещё не внесён/)).toBeTruthy();
  expect(screen.getByText('№ 12 от 01.09.2020')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Внести приказ' })).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
}, 30000);

it('knows the academic year of a day', () => {
  expect(yearWord(academicYear('2026-11-22'))).toBe('2026/27');
  expect(academicYear('2026-08-31')).toBe(2025);
});
