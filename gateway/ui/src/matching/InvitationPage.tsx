import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import type { Mentorship } from '../api/types';
import { formWords, methodWords } from '../api/words';
import { useSession } from '../app/session';
import { namesOf, side, useMentorship } from '../mentorship/mentorship';
import { LongText } from '../ui/fields';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Facts, Page } from '../ui/Page';
import { formatDate, today } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useWord } from '../ui/useWord';

/** An invitation on a phone: with whom, about what, how long, and two answers. */
export function Component() {
  const mentorship = useMentorship(Number(useParams()['id']));
  return <Loaded query={mentorship} title="Приглашение">{(m) => <Invitation mentorship={m} />}</Loaded>;
}

function Invitation({ mentorship: m }: { mentorship: Mentorship }) {
  const { place } = useSession();
  const client = useQueryClient();
  const word = useWord();
  const [refusing, setRefusing] = useState(false);
  const [reason, setReason] = useState('');
  const me = m.members.find((x) => x.personId === place.person && !x.to);
  const answer = useMutation({
    mutationFn: (agreed: boolean) =>
      word(() => api.post(`/api/programme/mentorships/${m.id}/agreement`, { version: m.version, personId: place.person, agreed, on: today(), by: 'self', ...(agreed || !reason.trim() ? {} : { reason: reason.trim() }) })),
    onSuccess: (_, agreed) => {
      setRefusing(false);
      showDone(agreed ? 'Вы согласились' : 'Ответ записан: не можете');
      void client.invalidateQueries({ queryKey: ['programme'] });
    },
  });
  const waiting = m.members.filter((x) => !x.to && !x.agreed && x.personId !== me?.personId);
  const open = m.status === 'proposed' && me !== undefined;
  const undecided = open && !me.agreed && !me.refused;
  const other = me?.role === 'mentor' ? 'mentee' : 'mentor';
  const late = m.respondBy && m.respondBy < today();
  return (
    <Page title={me?.role === 'mentor' ? 'Вас приглашают наставником' : 'Вам предлагают наставника'} trail={[{ title: 'Моя пара', to: '/mentorships' }]} narrow>
      {answer.error && <Notice tone="bad" mb="md">{asProblem(answer.error).violations[0]?.message ?? asProblem(answer.error).message}</Notice>}
      {undecided && m.respondBy && (
        <Notice tone={late ? 'warn' : 'calm'} mb="md">{late ? `Ответ ждали до ${formatDate(m.respondBy)}. Ответить ещё можно.` : `Ответьте до ${formatDate(m.respondBy)}.`}</Notice>
      )}
      {open && me.agreed && <Notice tone="good" mb="md" title="Вы согласились">{waiting.length > 0 ? 'Ждём ответа остальных. Пока они не ответили, решение можно изменить.' : 'Куратор проверяет условия подбора.'}</Notice>}
      {open && me.refused && <Notice tone="calm" mb="md" title="Вы ответили, что не можете">Куратор подберёт другую пару. Если передумали, можно согласиться.</Notice>}
      {!open && (
        <Notice tone="calm" mb="md" title={m.status === 'agreed' ? 'Все согласны' : 'Отвечать уже не нужно'}>
          {m.status === 'agreed' ? 'Куратор готовит приказ. Если обстоятельства изменились, скажите куратору.' : 'Приглашение больше не ждёт ответа.'} <Link to={`/mentorships/${m.id}`}>Открыть пару</Link>
        </Notice>
      )}
      <Facts items={[
        [other === 'mentor' ? 'Наставник' : m.kind === 'pair' ? 'Наставляемый' : 'Наставляемые', side(m.members, other).map((x) => x.name ?? 'имя скрыто').join(', ')],
        ...(me && side(m.members, me.role).length > 1 ? [[me.role === 'mentor' ? 'Вместе с вами ведут' : 'Вместе с вами', namesOf(side(m.members, me.role).filter((x) => x !== me))] as [string, string]] : []),
        ['О чём', m.goal],
        ['Форма', m.formName || formWords[m.form]],
        ['Как работают', m.methods.map((x) => methodWords[x]).join(', ')],
        ['Срок', `${formatDate(m.start)} – ${formatDate(m.plannedEnd)}`],
        ['Где', m.organisationName],
      ]} />
      {undecided && !refusing && (
        <Stack mt="lg" gap="sm">
          <Button size="lg" leftSection={<IconCheck size={20} />} loading={answer.isPending} onClick={() => answer.mutate(true)}>Согласен</Button>
          <Button size="lg" variant="default" onClick={() => setRefusing(true)}>Не могу</Button>
          <p className="dimmed-note">Участие добровольное: отказ ни на что не влияет.</p>
        </Stack>
      )}
      {open && !undecided && !refusing && m.actions.includes('answer-change') && (
        <Group mt="lg">
          {me.agreed ? <Button variant="default" onClick={() => setRefusing(true)}>Передумал, не могу</Button> : <Button onClick={() => answer.mutate(true)} loading={answer.isPending}>Передумал, согласен</Button>}
        </Group>
      )}
      {refusing && (
        <Stack mt="lg" gap="sm">
          <LongText label="Почему не можете" description="Причину увидит только школа, другой стороне её не скажут" optional value={reason} onChange={(e) => setReason(e.currentTarget.value)} maxLength={500} />
          <Button color="red.8" size="lg" loading={answer.isPending} onClick={() => answer.mutate(false)}>Не могу участвовать</Button>
          <Button variant="default" size="lg" onClick={() => setRefusing(false)}>Вернуться</Button>
        </Stack>
      )}
    </Page>
  );
}
