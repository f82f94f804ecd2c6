import { ActionIcon, Burger, Drawer, Group, Tooltip } from '@mantine/core';
import { useDisclosure, useHotkeys, useMediaQuery } from '@mantine/hooks';
import { IconKeyboard, IconSearch } from '@tabler/icons-react';
import { Suspense, useEffect, useRef } from 'react';
import { Link, Outlet, useLocation, useNavigation, useSearchParams } from 'react-router';
import { Bell } from '../notification/Bell';
import { academicYear, academicYearText } from '../ui/russian';
import { ExportToasts } from '../exchange/ExportToasts';
import { CommandPalette } from './CommandPalette';
import { KeyboardHelp } from './KeyboardHelp';
import { Logo } from './Logo';
import { BottomNavigation, SideNavigation } from './Navigation';
import { OfflineBanner } from './OfflineBanner';
import { OrganisationSwitcher } from './OrganisationSwitcher';
import { PersonMenu } from './PersonMenu';
import { useSession } from './session';
import { SessionWatch } from './SessionWatch';
import classes from './Shell.module.css';

/** A letter means a command only while nobody is typing. */
function focusPageSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('main [data-page-search]');
  field?.focus();
  field?.select();
  return !!field;
}

export function Shell() {
  const { place, canSwitch } = useSession();
  const location = useLocation();
  const navigation = useNavigation();
  const [, setParams] = useSearchParams();
  const [menu, menuState] = useDisclosure(false);
  const [palette, paletteState] = useDisclosure(false);
  const [help, helpState] = useDisclosure(false);
  const phone = useMediaQuery('(max-width: 40em)', false, { getInitialValueInEffect: false });
  const personal = place.role === 'mentor' || place.role === 'mentee';

  useHotkeys([
    ['/', () => { if (!focusPageSearch()) paletteState.open(); }],
    ['mod+K', paletteState.open, { preventDefault: true }],
    // On a Russian layout the key of «/» gives a dot, and «?» comes with Shift+7.
    ['shift+?', helpState.open],
    ['?', helpState.open],
  ]);

  // The address names the organisation, so that a copied link opens the same rows. What the page before
  // handed over stays: one-time codes exist nowhere else. A page on its way is not overtaken.
  const moving = navigation.state !== 'idle';
  const org = new URLSearchParams(location.search).get('org');
  useEffect(() => {
    if (!moving && location.pathname !== '/' && canSwitch && org !== String(place.id)) {
      setParams((old) => { old.set('org', String(place.id)); return old; }, { replace: true, preventScrollReset: true, state: location.state });
    }
  }, [canSwitch, location.pathname, location.state, moving, org, place.id, setParams]);

  const path = useRef(location.pathname);
  useEffect(() => {
    if (path.current === location.pathname) return;
    path.current = location.pathname;
    menuState.close();
    window.scrollTo(0, 0);
  }, [location.pathname, menuState]);

  const bottom = phone && personal;
  return (
    <div className={classes.shell} data-bottom={bottom || undefined}>
      <a className="skip" href="#content">К содержанию</a>
      <header className={`${classes.header} no-print`}>
        {!bottom && (
          <Burger hiddenFrom="md" size="sm" opened={menu} onClick={menuState.toggle} aria-label="Разделы" aria-expanded={menu} />
        )}
        <Link to="/" className={classes.brand} aria-label="Наставник, на главную">
          <Logo size={26} />
          <span className={classes.brandText}>Наставник</span>
        </Link>
        <OrganisationSwitcher />
        <span className={classes.year} title="Учебный год">
          {academicYearText(academicYear())}<span className={classes.yearLong}> учебный год</span>
        </span>
        <Group gap={4} ml="auto" wrap="nowrap">
          <Tooltip label="Найти раздел или человека (Ctrl + K)">
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Найти раздел или человека" onClick={paletteState.open}>
              <IconSearch size={18} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Клавиши (?)">
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Сочетания клавиш" onClick={helpState.open} visibleFrom="sm">
              <IconKeyboard size={19} />
            </ActionIcon>
          </Tooltip>
          <Bell />
          <PersonMenu onKeyboardHelp={helpState.open} />
        </Group>
        {navigation.state === 'loading' && <div className={classes.loading} role="progressbar" aria-label="Страница открывается" />}
      </header>
      <nav className={`${classes.side} no-print`} aria-label="Разделы">
        <SideNavigation />
      </nav>
      <Drawer opened={menu} onClose={menuState.close} size={280} title="Разделы" hiddenFrom="md" closeButtonProps={{ 'aria-label': 'Закрыть' }}>
        <SideNavigation />
      </Drawer>
      <main id="content" className={classes.main} tabIndex={-1}>
        <OfflineBanner />
        <Suspense>
          <Outlet />
        </Suspense>
      </main>
      {bottom && <BottomNavigation />}
      <CommandPalette opened={palette} onClose={paletteState.close} />
      <KeyboardHelp opened={help} onClose={helpState.close} />
      <ExportToasts />
      <SessionWatch />
    </div>
  );
}
