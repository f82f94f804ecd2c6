import { Anchor, Button, Group, Radio, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import type { Person } from '../api/types';
import { ConfirmDialog } from '../ui/dialogs';
import { Notice } from '../ui/Notice';
import { formatDate } from '../ui/russian';
import { showDone, showFailed } from '../ui/undo';
import type { MergeField, MergePreview, Twin, Twins } from './types';

const partWords: Record<string, string> = {
  account: 'Доступ в платформу', role_grant: 'Роли доступа', consent: 'Согласия', employment: 'Должности', enrolment: 'Обучение', employment_leave: 'Отпуска',
  mentor: 'Анкета наставника', mentee: 'Анкета наставляемого', representation: 'Законные представители', record_check: 'Справки', external_person: 'Сведения о внешнем участнике',
  person_change: 'Прежние имена', minor_leave: 'Разрешение на вход', stored_file: 'Файлы',
};

/** Says that a second card of the same person exists and helps to make one of the two. */
export function MergeNotice({ person }: { person: Person }) {
  const client = useQueryClient();
  const [twin, setTwin] = useState<Twin>();
  const twins = useQuery({
    queryKey: ['registry', 'people', 'merges', person.id],
    queryFn: ({ signal }) => api.get<Twins>(`/api/registry/people/${person.id}/merges`, undefined, { signal }),
  });
  const run = async (path: string, done: string) => {
    try {
      await api.post(path);
      showDone(done);
    } catch (error) {
      showFailed(asProblem(error).message);
    }
    void client.invalidateQueries({ queryKey: ['registry'] });
  };
  const { own = [], elsewhere = false, merges = [] } = twins.data ?? {};
  const waiting = merges.filter((m) => m.status === 'proposed');
  const done = merges.filter((m) => m.status === 'done' && m.undoable);
  return (
    <>
      {waiting.map((m) => (
        <Notice key={m.id} mb="md" tone="warn" title="Предложено объединить две карточки этого человека">
          {m.mine ? 'Другая организация ещё не ответила.' : 'Другая организация завела карточку с теми же именем и датой рождения и считает, что это один человек. После объединения карточку ведёт она, ваши записи останутся вашими.'}
          <Group mt="xs" gap="xs">
            {!m.mine && <Button size="xs" onClick={() => void run(`/api/registry/merges/${m.id}/acceptance`, 'Карточки объединены')}>Объединить</Button>}
            <Button size="xs" variant="default" onClick={() => void run(`/api/registry/merges/${m.id}/undo`, 'Предложение снято')}>{m.mine ? 'Отозвать предложение' : 'Это разные люди'}</Button>
          </Group>
        </Notice>
      ))}
      {done.map((m) => (
        <Notice key={m.id} mb="md" title="Две карточки объединены">
          В течение суток объединение можно отменить.{' '}
          <Button variant="subtle" size="compact-sm" onClick={() => void run(`/api/registry/merges/${m.id}/undo`, 'Объединение отменено')}>Отменить объединение</Button>
        </Notice>
      ))}
      {own.length > 0 && (
        <Notice mb="md" tone="warn" title="Похоже, у человека есть вторая карточка">
          {own.map((t) => (
            <Group key={t.id} gap="xs">
              <Anchor component={Link} to={`/people/${t.id}`} underline="always">{t.name}</Anchor>
              <span>{formatDate(t.birthDate)}</span>
              <Button variant="subtle" size="compact-sm" onClick={() => setTwin(t)}>Сравнить и объединить</Button>
            </Group>
          ))}
        </Notice>
      )}
      {elsewhere && waiting.length === 0 && (
        <Notice mb="md" title="В другой организации есть запись с теми же именем и датой рождения">
          Если это тот же человек, предложите объединить карточки: другая организация должна согласиться.{' '}
          <Button variant="subtle" size="compact-sm" onClick={() => void run(`/api/registry/people/${person.id}/merge-proposals`, 'Предложение отправлено')}>Предложить объединение</Button>
        </Notice>
      )}
      {twin && <MergeDialog person={person} twin={twin} onClose={() => setTwin(undefined)} />}
    </>
  );
}

const fieldWords: Record<MergeField, string> = { name: 'Имя', birthDate: 'Дата рождения', phone: 'Телефон', email: 'Почта' };
const fields = Object.keys(fieldWords) as MergeField[];
const shownField = (twin: Twin, field: MergeField) => (field === 'birthDate' ? formatDate(twin.birthDate) : twin[field]) ?? 'нет';

/** What is taken without a choice: this card's word, or the only one there is. */
function usual(preview: MergePreview, field: MergeField): 'into' | 'from' | undefined {
  if (field === 'birthDate') return undefined;
  return preview.into[field] ? 'into' : 'from';
}

function MergeDialog({ person, twin, onClose }: { person: Person; twin: Twin; onClose: () => void }) {
  const client = useQueryClient();
  const preview = useQuery({
    queryKey: ['registry', 'people', 'merge-preview', person.id, twin.id],
    queryFn: ({ signal }) => api.get<MergePreview>(`/api/registry/people/${person.id}/merge-preview`, { with: twin.id }, { signal }),
  });
  const [chosen, setChosen] = useState<Partial<Record<MergeField, 'into' | 'from'>>>({});
  const [missing, setMissing] = useState(false);
  const shown = preview.data;
  const blocked = (shown?.obstacles.length ?? 0) > 0;
  const choices = shown?.differences ?? [];
  const valueOf = (field: MergeField) => chosen[field] ?? (shown && usual(shown, field));
  return (
    <ConfirmDialog
      title={`Объединить карточки: ${person.name}`}
      verb={blocked ? 'Понятно' : 'Объединить'}
      run={async () => {
        if (blocked) return;
        if (choices.some((field) => !valueOf(field))) {
          setMissing(true);
          throw new Error('Выберите, какая дата рождения верна.');
        }
        await api.post(`/api/registry/people/${person.id}/merges`, { personId: twin.id, fields: Object.fromEntries(choices.map((field) => [field, valueOf(field)])) });
      }}
      onClose={onClose}
      onDone={() => {
        void client.invalidateQueries({ queryKey: ['registry'] });
        if (!blocked) showDone('Карточки объединены');
      }}
    >
      {!shown && 'Сравниваем…'}
      {shown?.obstacles.map((text) => <Text key={text} c="red.8">{text}</Text>)}
      {shown && !blocked && (
        <>
          <p>{choices.length > 0 ? 'Карточки расходятся. Отметьте, что верно: останется одна карточка с этими данными.' : 'Данные двух карточек совпадают. Останется эта.'}</p>
          {fields.filter((field) => choices.includes(field)).map((field) => (
            <Radio.Group
              key={field} name={`merge-${field}`} label={fieldWords[field]} mb="xs" value={valueOf(field) ?? ''}
              onChange={(value) => setChosen({ ...chosen, [field]: value as 'into' | 'from' })}
              error={missing && !valueOf(field) ? 'Выберите одно из двух' : undefined}
            >
              <Group gap="lg" mt={4}>
                <Radio value="into" label={`${shownField(shown.into, field)} (эта карточка)`} />
                <Radio value="from" label={`${shownField(shown.from, field)} (вторая)`} />
              </Group>
            </Radio.Group>
          ))}
          <p>Перейдёт: {shown.parts.filter((p) => p.moves > 0).map((p) => `${(partWords[p.table] ?? 'прочие записи').toLocaleLowerCase('ru')} (${p.moves})`).join(', ') || 'ничего'}.</p>
          {shown.parts.some((p) => p.stays > 0) && (
            <p>Останется в архиве, потому что здесь уже есть: {shown.parts.filter((p) => p.stays > 0).map((p) => (partWords[p.table] ?? 'прочие записи').toLocaleLowerCase('ru')).join(', ')}.</p>
          )}
        </>
      )}
    </ConfirmDialog>
  );
}
