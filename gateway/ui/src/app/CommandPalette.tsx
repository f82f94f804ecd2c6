import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { IconSearch, IconUser, type Icon } from '@tabler/icons-react';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../api/client';
import type { PersonRow, Slice } from '../api/types';
import { roomWords } from './features';
import { roomIcons } from './Navigation';
import { navigationFor } from './registered';
import { usePlace } from './session';
import classes from './CommandPalette.module.css';

interface Command {
  key: string;
  title: string;
  note: string;
  to: string;
  icon: Icon;
}

/** One field for rooms and people: type, arrows, Enter. */
export function CommandPalette({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const place = usePlace();
  const navigate = useNavigate();
  const id = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [query] = useDebouncedValue(text.trim(), 200);
  const readsPeople = place.level === 'school' && place.roles.some((r) => ['curator', 'director', 'psychologist'].includes(r));
  const people = useQuery({
    queryKey: ['registry', 'people', 'palette', place.id, query],
    enabled: opened && readsPeople && query.length > 1,
    queryFn: ({ signal }) =>
      api.get<Slice<PersonRow>>('/api/registry/people', { organisation: place.id, q: query, size: 8 }, { signal }),
  });

  useEffect(() => {
    if (opened) setText('');
  }, [opened]);
  useEffect(() => setAt(0), [text]);

  const wanted = text.trim().toLocaleLowerCase('ru');
  const rooms: Command[] = navigationFor(place).flatMap(({ room, items }) =>
    items
      .filter((i) => i.title.toLocaleLowerCase('ru').includes(wanted))
      .map((i) => ({ key: i.to, title: i.title, note: roomWords[room], to: i.to, icon: roomIcons[room] })),
  );
  const commands: Command[] = [
    ...rooms,
    ...(query.length > 1 ? (people.data?.items ?? []) : []).map((p) => ({
      key: `person-${p.id}`,
      title: p.name,
      note: p.positionOrGrade ?? '',
      to: `/people/${p.id}`,
      icon: IconUser,
    })),
  ];

  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    void navigate(command.to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt((i) => (commands.length ? (i + step + commands.length) % commands.length : 0));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(commands[at]);
    }
  };

  return (
    <Modal opened={opened} onClose={onClose} withCloseButton={false} padding={0} centered={false} yOffset="12vh" size={560} title="Быстрый переход" classNames={{ header: 'visually-hidden' }}>
      <TextInput
        value={text}
        onChange={(e) => setText(e.currentTarget.value)}
        onKeyDown={onKeyDown}
        placeholder={readsPeople ? 'Раздел или фамилия' : 'Раздел'}
        aria-label={readsPeople ? 'Раздел или фамилия' : 'Раздел'}
        leftSection={<IconSearch size={18} />}
        size="md"
        variant="unstyled"
        className={classes.field}
        role="combobox"
        aria-expanded={commands.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={commands[at] ? `${id}-${at}` : undefined}
        data-autofocus
      />
      <ul id={`${id}-list`} role="listbox" aria-label="Найдено" className={classes.list}>
        {commands.map((command, index) => (
          // Keys are handled by the field, which keeps the focus.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <li
            key={command.key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            className={classes.option}
            onClick={() => run(command)}
            onMouseMove={() => setAt(index)}
          >
            <command.icon size={17} stroke={1.7} aria-hidden />
            <span className={classes.title}>{command.title}</span>
            <span className={classes.note}>{command.note}</span>
          </li>
        ))}
      </ul>
      {commands.length === 0 && <p className={classes.empty} role="status">{people.isFetching ? 'Ищем…' : 'Ничего не найдено.'}</p>}
    </Modal>
  );
}
