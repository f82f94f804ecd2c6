import { Popover, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { IconChevronDown, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { api } from '../api/client';
import type { Organisation, Slice } from '../api/types';
import { levelWords, roleWords } from '../api/words';
import { LevelIcon } from '../ui/LevelIcon';
import { OrganisationTree } from '../ui/OrganisationTree';
import { useSession } from './session';
import classes from './OrganisationSwitcher.module.css';

/** Which organisation the whole screen is about: own ones, recent ones, the tree below, search in it. */
export function OrganisationSwitcher() {
  const { place, organisations, canSwitch, goTo, recents } = useSession();
  const [opened, state] = useDisclosure(false);
  const [text, setText] = useState('');
  const [query] = useDebouncedValue(text.trim(), 200);
  const navigate = useNavigate();
  const location = useLocation();
  const upper = organisations.filter((o) => o.level !== 'school');

  const found = useQuery({
    queryKey: ['registry', 'organisations', 'search', query],
    enabled: opened && query.length > 1,
    queryFn: ({ signal }) => api.get<Slice<Organisation>>('/api/registry/organisations', { q: query, size: 20 }, { signal }),
  });

  const choose = (id: number) => {
    state.close();
    setText('');
    goTo(id);
    // The card of one person or pair belongs to the former organisation: stay in the room, leave the card.
    const room = `/${location.pathname.split('/')[1] ?? ''}`;
    void navigate(`${/\/\d+/.test(location.pathname) ? room : location.pathname}?org=${id}`);
  };

  const label = (
    <>
      <LevelIcon level={place.level} />
      <span className={classes.name}>{place.shortName}</span>
    </>
  );
  if (!canSwitch) return <span className={classes.fixed} title={place.fullName}>{label}</span>;

  const own = [...new Map(organisations.map((o) => [o.id, o])).values()];
  const others = recents.filter((r) => r.id !== place.id && !own.some((o) => o.id === r.id)).slice(0, 4);
  return (
    <Popover opened={opened} onChange={(o) => (o ? state.open() : state.close())} width="min(420px, calc(100vw - 16px))" position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.button} onClick={state.toggle} title={place.fullName} aria-label={`Организация: ${place.shortName}. Сменить`}>
          {label}
          <IconChevronDown size={15} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label="Выбор организации">
        <div className={classes.search}>
          <TextInput
            value={text}
            onChange={(e) => setText(e.currentTarget.value)}
            placeholder="Название организации"
            aria-label="Найти организацию"
            leftSection={<IconSearch size={16} />}
            data-autofocus
          />
        </div>
        <div className={classes.body}>
          {query.length > 1 ? (
            <>
              <div aria-live="polite">
                {found.data?.items.length === 0 && <Text size="sm" c="dimmed" p="sm">Ничего не найдено. Проверьте название.</Text>}
              </div>
              {found.data?.items.map((o) => (
                <Choice key={o.id} id={o.id} name={o.shortName} note={levelWords[o.level]} level={o.level} current={place.id} choose={choose} />
              ))}
            </>
          ) : (
            <>
              {(own.length > 1 || upper.length === 0) && (
                <>
                  <div className={classes.heading}>Мои организации</div>
                  {own.map((o) => (
                    <Choice
                      key={o.id}
                      id={o.id}
                      name={o.shortName}
                      note={organisations.filter((x) => x.id === o.id).map((x) => roleWords[x.role]).join(', ')}
                      level={o.level}
                      current={place.id}
                      choose={choose}
                    />
                  ))}
                </>
              )}
              {others.length > 0 && (
                <>
                  <div className={classes.heading}>Недавние</div>
                  {others.map((o) => (
                    <Choice key={o.id} id={o.id} name={o.shortName} note="" level={o.level} current={place.id} choose={choose} />
                  ))}
                </>
              )}
              {upper.length > 0 && (
                <>
                  <div className={classes.heading}>Дерево</div>
                  <OrganisationTree roots={upper} selected={place.id} onChoose={(o) => choose(o.id)} label="Дерево организаций" />
                </>
              )}
            </>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

interface ChoiceProps {
  id: number;
  name: string;
  note: string;
  level: Organisation['level'];
  current: number;
  choose: (id: number) => void;
}

function Choice({ id, name, note, level, current, choose }: ChoiceProps) {
  return (
    <UnstyledButton className={classes.choice} aria-current={id === current || undefined} onClick={() => choose(id)}>
      <LevelIcon level={level} />
      <span className={classes.choiceName}>{name}</span>
      <span className={classes.note}>{note}</span>
    </UnstyledButton>
  );
}
