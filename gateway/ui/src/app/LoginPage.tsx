import { Button, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { Logo } from './Logo';
import classes from './LoginPage.module.css';

export function loginAddress(path: string): string {
  return `/oauth2/authorization/keycloak?continue=${encodeURIComponent(path)}`;
}

export function LoginPage() {
  useEffect(() => {
    document.title = 'Вход — Наставник';
  }, []);
  const here = window.location.pathname + window.location.search;
  return (
    <main className={classes.page}>
      <div className={classes.box}>
        <Logo size={40} />
        <Title order={1} mt="lg">Наставник</Title>
        <Text c="dimmed" mt={6} mb="xl">
          Платформа наставничества: от заявки в школе до показателя региона.
        </Text>
        <Button component="a" href={loginAddress(here)} size="md" fullWidth>Войти</Button>
        <Text size="sm" c="dimmed" mt="md">
          Учётную запись выдаёт куратор вашей организации или институт развития образования.
        </Text>
      </div>
    </main>
  );
}
