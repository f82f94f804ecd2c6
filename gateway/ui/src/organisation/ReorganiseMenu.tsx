import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState, type ComponentType } from 'react';
import type { OrganisationCard } from '../api/types';
import { CloseDialog, MergeDialog, MoveDialog, RenameDialog, SplitDialog } from './ReorganiseDialogs';

type Dialog = ComponentType<{ card: OrganisationCard; onClose: () => void }>;

/** What can happen to an organisation; who manages the directory sees it. */
export function ReorganiseMenu({ card }: { card: OrganisationCard }) {
  const [Open, setOpen] = useState<Dialog>();
  if (card.status === 'closed' || card.status === 'reorganised') return null;
  const movable = card.level === 'municipality' || card.level === 'school';
  const verbs: [string, Dialog, boolean][] = [
    ['Переименовать', RenameDialog, true],
    ['Переместить', MoveDialog, movable],
    ['Присоединить к другой', MergeDialog, movable],
    ['Разделить', SplitDialog, card.level === 'school'],
    ['Закрыть', CloseDialog, movable],
  ];
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} />} aria-label={`Изменения: ${card.shortName}`}>Изменения</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {verbs.filter(([, , fits]) => fits).map(([label, dialog]) => (
            <Menu.Item key={label} onClick={() => setOpen(() => dialog)}>{label}</Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {Open && <Open card={card} onClose={() => setOpen(undefined)} />}
    </>
  );
}
