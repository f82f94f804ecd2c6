import { Button, Text } from '@mantine/core';
import { Link } from 'react-router';
import { Page } from '../ui/Page';

export function NotFound() {
  return (
    <Page title="Такой страницы нет">
      <Text mb="md">Адрес набран с ошибкой, или страница переехала.</Text>
      <Button component={Link} to="/" variant="default">На главную</Button>
    </Page>
  );
}
