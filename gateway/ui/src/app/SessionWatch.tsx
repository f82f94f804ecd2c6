import { Button, Group, Modal, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { api, onSessionLost } from '../api/client';
import type { Me } from '../api/types';
import { counted } from '../ui/russian';
import { loginAddress } from './LoginPage';
import { useSession } from './session';

const warnBefore = 120;

/** Seconds until the session ends, by the gateway's answer. */
async function secondsLeft(method: 'get' | 'post'): Promise<number> {
  const answer = await api[method]<Record<string, unknown> | number>('/api/session');
  if (typeof answer === 'number') return answer;
  const left = Object.values(answer ?? {}).find((v) => typeof v === 'number');
  return typeof left === 'number' ? left : 1800;
}

/**
 * Warns two minutes before the session ends and lets the person log in again in a window beside,
 * so that a half-filled form never leaves the screen.
 */
export function SessionWatch() {
  const { me } = useSession();
  const client = useQueryClient();
  const [endsAt, setEndsAt] = useState(() => Date.parse(me.sessionExpiresAt ?? '') || Date.now() + 1_800_000);
  const [left, setLeft] = useState<number>();
  const [lost, setLost] = useState(false);
  const [busy, setBusy] = useState(false);

  const restored = useCallback(async () => {
    try {
      const again = await api.get<Me>('/api/me');
      if (again.username !== me.username) {
        // Another person has logged in: nothing of the former one may stay on the screen.
        window.location.assign('/');
        return;
      }
      setEndsAt(Date.parse(again.sessionExpiresAt ?? '') || Date.now() + 1_800_000);
      setLost(false);
      setLeft(undefined);
      await client.invalidateQueries({ predicate: (q) => q.state.status === 'error' });
    } catch {
      setLost(true);
    }
  }, [client, me.username]);

  useEffect(() => onSessionLost(() => setLost(true)), []);

  useEffect(() => {
    const channel = new BroadcastChannel('nastavnik-session');
    channel.addEventListener('message', (event) => {
      if (event.data === 'relogin-done') void restored();
    });
    return () => channel.close();
  }, [restored]);

  useEffect(() => {
    if (lost) return undefined;
    let asked = false;
    const tick = async () => {
      const seconds = Math.round((endsAt - Date.now()) / 1000);
      if (seconds > warnBefore) {
        setLeft(undefined);
        return;
      }
      if (seconds <= 0) {
        setLost(true);
        return;
      }
      if (!asked) {
        asked = true;
        // Work in this or another tab may have moved the end meanwhile.
        try {
          const real = await secondsLeft('get');
          if (real > seconds + 5) {
            setEndsAt(Date.now() + real * 1000);
            return;
          }
        } catch {
          return;
        }
      }
      setLeft(seconds);
    };
    const timer = setInterval(() => void tick(), 1000);
    return () => clearInterval(timer);
  }, [endsAt, lost]);

  const extend = async () => {
    setBusy(true);
    try {
      setEndsAt(Date.now() + (await secondsLeft('post')) * 1000);
      setLeft(undefined);
    } catch {
      setLost(true);
    } finally {
      setBusy(false);
    }
  };

  const logInAgain = () => {
    window.open(loginAddress('/relogin-done.html'), 'nastavnik-login', 'popup,width=480,height=680');
  };

  if (lost) {
    return (
      <Modal opened onClose={() => undefined} withCloseButton={false} closeOnEscape={false} closeOnClickOutside={false} title="Сессия закончилась">
        <Text mb="md">Всё, что вы ввели, осталось на странице. Войдите снова в отдельном окне и продолжайте с того же места.</Text>
        <Group>
          <Button onClick={logInAgain} data-autofocus>Войти снова</Button>
          <Button variant="default" onClick={() => void restored()}>Я уже вошёл</Button>
        </Group>
      </Modal>
    );
  }
  if (left === undefined) return null;
  return (
    <Modal opened onClose={() => void extend()} withCloseButton={false} title="Сессия скоро закончится">
      <Text mb="md">
        Вы давно ничего не делали. Через {counted(left, ['секунду', 'секунды', 'секунд'])} понадобится войти снова.
      </Text>
      <Button onClick={() => void extend()} loading={busy} data-autofocus>Продолжить работу</Button>
    </Modal>
  );
}
