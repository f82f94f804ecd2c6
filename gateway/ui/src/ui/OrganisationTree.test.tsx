import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { barriers } from '../test/axe';
import { show, slice } from '../test/render';
import { OrganisationTree } from './OrganisationTree';

const chosen = vi.fn();

function Page() {
  return <OrganisationTree label="Дерево" roots={[{ id: 1, shortName: 'Регион', level: 'ministry' }]} open={[]} onChoose={chosen} />;
}

it('is walked by arrows, opens branches when asked and chooses by Enter', async () => {
  const { asked, container } = show(Page, {
    answers: { 'GET /api/registry/organisations': slice([{ id: 2, shortName: 'Заречный', level: 'municipality', hasChildren: true }, { id: 3, shortName: 'Луговой', level: 'municipality', hasChildren: true }]) },
  });
  const user = userEvent.setup();
  const root = await screen.findByRole('treeitem', { name: /Регион/ });
  expect(asked.some((a) => a.path.endsWith('/organisations'))).toBe(false);
  root.focus();
  await user.keyboard('{ArrowRight}');
  await screen.findByRole('treeitem', { name: /Заречный/ });
  expect(await barriers(container)).toEqual([]);
  await user.keyboard('{ArrowDown}{ArrowDown}');
  await waitFor(() => expect(document.activeElement?.textContent).toContain('Луговой'));
  await user.keyboard('{Enter}');
  expect(chosen).toHaveBeenCalledWith(expect.objectContaining({ id: 3 }));
  await user.keyboard('{ArrowLeft}');
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Регион'));
});
