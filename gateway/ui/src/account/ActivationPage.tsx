import { Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useEffect, useState, type FormEvent } from 'react';
import { api, raw } from '../api/client';
import { asProblem, type ProblemError } from '../api/problem';
import { loginAddress } from '../app/LoginPage';
import pageClasses from '../app/LoginPage.module.css';
import { Logo } from '../app/Logo';
import { Notice } from '../ui/Notice';
import type { ActivationState } from './types';

const pause = 2000;

function weakness(password: string): string | undefined {
  if (password.length < 10) return 'Пароль — не короче 10 знаков';
  if (!/\p{Ll}/u.test(password) || !/\p{Lu}/u.test(password)) return 'Нужны строчные и заглавные буквы';
  return /\d/.test(password) ? undefined : 'Добавьте цифру';
}

/** Sets the first password by a printed code. Nothing typed here is kept anywhere. */
export function Component() {
  const [username, setUsername] = useState(() => new URLSearchParams(window.location.search).get('name') ?? '');
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [errors, setErrors] = useState<Record<string, string | undefined>>({});
  const [problem, setProblem] = useState<ProblemError | string>();
  const [state, setState] = useState<'form' | 'sending' | 'waiting' | 'ready'>('form');

  useEffect(() => {
    document.title = 'Первый вход — Наставник';
    // brings the key that confirms requests of this page
    void raw('GET', '/api/me').catch(() => undefined);
  }, []);

  useEffect(() => {
    if (state !== 'waiting') return undefined;
    const timer = setInterval(() => {
      void api.post<ActivationState>('/api/registry/activations/state', { username, code }).then(
        (answer) => {
          if (answer.state === 'ready') setState('ready');
          else if (answer.problem) {
            setProblem(answer.problem);
            setState('form');
          }
        },
        // the next question may get through
        () => undefined,
      );
    }, pause);
    return () => clearInterval(timer);
  }, [state, username, code]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = {
      username: username.trim() ? undefined : 'Введите имя с приглашения',
      code: code.trim() ? undefined : 'Введите код с приглашения',
      password: weakness(password),
      again: again === password ? undefined : 'Пароли не совпадают',
    };
    setErrors(found);
    setProblem(undefined);
    if (Object.values(found).some(Boolean)) return;
    setState('sending');
    try {
      await api.post('/api/registry/activations', { username, code, password });
      setState('waiting');
    } catch (error) {
      const refused = asProblem(error);
      setErrors(Object.fromEntries(refused.violations.map((v) => [v.field, v.message])));
      setProblem(refused);
      setState('form');
    }
  };

  return (
    <main className={pageClasses.page}>
      <div className={pageClasses.box}>
        <Logo size={40} />
        <Title order={1} mt="lg" mb="md">{state === 'ready' ? 'Пароль установлен' : 'Первый вход'}</Title>
        {state === 'ready' && (
          <Stack gap="md">
            <Text>Теперь войдите с именем «{username.trim()}» и вашим паролем.</Text>
            <Button component="a" href={loginAddress('/')} size="md" fullWidth>Войти</Button>
          </Stack>
        )}
        {state === 'waiting' && (
          <Notice title="Пароль принят">Он будет установлен в течение минуты. Не закрывайте страницу: мы скажем, когда можно войти.</Notice>
        )}
        {(state === 'form' || state === 'sending') && (
          <form onSubmit={(event) => void submit(event)} noValidate>
            <Stack gap="md">
              {problem && <Notice tone="bad">{typeof problem === 'string' ? problem : problem.message}</Notice>}
              <TextInput label="Имя для входа" value={username} onChange={(e) => setUsername(e.currentTarget.value)} error={errors['username']} autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={63} />
              <TextInput label="Код с приглашения" description="16 знаков, регистр и дефисы не важны" value={code} onChange={(e) => setCode(e.currentTarget.value)} error={errors['code']} autoComplete="one-time-code" spellCheck={false} maxLength={40} />
              <PasswordInput label="Новый пароль" description="От 10 знаков: строчные и заглавные буквы, цифры" value={password} onChange={(e) => setPassword(e.currentTarget.value)} error={errors['password']} autoComplete="new-password" maxLength={128} visibilityToggleButtonProps={{ 'aria-label': 'Показать пароль' }} />
              <PasswordInput label="Пароль ещё раз" value={again} onChange={(e) => setAgain(e.currentTarget.value)} error={errors['again']} autoComplete="new-password" maxLength={128} visibilityToggleButtonProps={{ 'aria-label': 'Показать пароль' }} />
              <Button type="submit" loading={state === 'sending'} fullWidth>Установить пароль</Button>
              <Text size="sm" c="dimmed">Приглашение потеряно или не подходит? Попросите новое у того, кто ведёт доступы в вашей организации.</Text>
            </Stack>
          </form>
        )}
      </div>
    </main>
  );
}
