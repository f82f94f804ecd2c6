import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { barriers } from '../test/axe';
import { show } from '../test/render';
import { WhoSees } from './WhoSees';

it('says by organisation and role who sees a card, and how many they are', async () => {
  show(() => <WhoSees of="mentors" id={7} title="Рощин П. И." />, {
    answers: {
      'GET /api/registry/mentors/7/visibility': {
        readers: [
          { role: 'curator', organisationId: 4411, organisationName: 'Школа № 12', level: 'school', accounts: 2 },
          { role: 'psychologist', organisationId: 4411, organisationName: 'Школа № 12', level: 'school', accounts: 0 },
          { role: 'municipal', organisationId: 44, organisationName: 'Заречный', level: 'municipality', accounts: 1 },
        ],
        self: 1, openFiles: 1, shared: true,
      },
    },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Кто это видит' }));
  const unit = await screen.findByRole('region', { name: 'Школа № 12' });
  expect(unit.textContent).toContain('2 человека');
  expect(unit.textContent).toContain('доступа пока никому не выдано');
  expect(screen.getByRole('region', { name: 'Заречный' })).toBeTruthy();
  expect(screen.getByText(/школам всего региона/)).toBeTruthy();
  expect(await barriers(document.body)).toEqual([]);
});
