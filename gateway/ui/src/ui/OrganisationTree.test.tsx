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

it('shows a long branch in pieces and the tree of a day', async () => {
  const many = Array.from({ length: 100 }, (_, i) => ({ id: 100 + i, shortName: `Школа № ${i + 1}`, level: 'school', hasChildren: false }));
  const { asked, container } = show(
    () => <OrganisationTree label="Дерево" on="2025-09-01" roots={[{ id: 1, shortName: 'Заречный', level: 'municipality' }]} onChoose={chosen} />,
    {
      answers: {
        'GET /api/registry/organisations': ({ url }: { url: URL }) =>
          url.searchParams.get('page') === '1'
            ? { items: [{ id: 900, shortName: 'Последняя школа', level: 'school', hasChildren: false }], page: 1, size: 100, total: 101, exact: true }
            : { items: many, page: 0, size: 100, total: 101, exact: true },
      },
    },
  );
  const user = userEvent.setup();
  const more = await screen.findByRole('treeitem', { name: 'Ещё 1 организация' });
  expect(await barriers(container)).toEqual([]);
  more.focus();
  await user.keyboard('{Enter}');
  expect(await screen.findByRole('treeitem', { name: /Последняя школа/ })).toBeTruthy();
  expect(screen.queryByRole('treeitem', { name: /Ещё/ })).toBeNull();
  expect(asked.filter((a) => a.query.get('parent') === '1').every((a) => a.query.get('on') === '2025-09-01')).toBe(true);
});
