import { Menu, UnstyledButton, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconKeyboard, IconLogout, IconMail, IconMoon, IconSun } from '@tabler/icons-react';
import { Link } from 'react-router';
import { raw } from '../api/client';
import { roleWords } from '../api/words';
import { shortName } from '../ui/russian';
import { useSession } from './session';
import classes from './PersonMenu.module.css';

const themes: { value: MantineColorScheme; label: string; Icon: typeof IconSun }[] = [
  { value: 'light', label: 'Светлая', Icon: IconSun },
  { value: 'dark', label: 'Тёмная', Icon: IconMoon },
  { value: 'auto', label: 'Как в системе', Icon: IconDeviceDesktop },
];

export async function logOut() {
  const response = await raw('POST', '/logout');
  sessionStorage.clear();
  window.location.assign(response.headers.get('Location') ?? '/');
}

export function PersonMenu({ onKeyboardHelp }: { onKeyboardHelp: () => void }) {
  const { me, place } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const initials = me.name.split(/\s+/).slice(0, 2).map((p) => p.charAt(0)).join('');
  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target>
        <UnstyledButton className={classes.person}>
          <span className={classes.avatar} aria-hidden>{initials}</span>
          <span className={classes.text}>
            <span className={classes.name}>{shortName(me.name)}</span>{' '}
            <span className={classes.role}>{place.roles.map((r) => roleWords[r]).join(', ')}</span>
            <span className="visually-hidden">: меню</span>
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.name}<br />{me.username}</Menu.Label>
        <Menu.Divider />
        <Menu.Label>Оформление</Menu.Label>
        {themes.map(({ value, label, Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} />}
            rightSection={colorScheme === value ? <IconCheck size={16} /> : null}
            onClick={() => setColorScheme(value)}
          >
            {label}{colorScheme === value && <span className="visually-hidden">, выбрано</span>}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {me.demoMail && <Menu.Item component={Link} to="/demo-mail" leftSection={<IconMail size={16} />}>Почта демо-стенда</Menu.Item>}
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onKeyboardHelp}>Сочетания клавиш</Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void logOut()}>Выйти</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
