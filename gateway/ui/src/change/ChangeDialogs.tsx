import { Checkbox, Radio, Stack, Select, TextInput } from '@mantine/core';
import { api, newKey } from '../api/client';
import { useSession } from '../app/session';
import { PeoplePicker, type Chosen } from '../mentorship/PeoplePicker';
import { ConfirmDialog, FormDialog } from '../ui/dialogs';
import { DateField, dateError, LongText } from '../ui/fields';
import { FormBody } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { shortName, today } from '../ui/russian';
import { useProblemForm } from '../ui/useProblemForm';
import { useWord } from '../ui/useWord';
import { changeTitle, invitedTo, useChangeSaved } from './change';
import type { Asked, Change } from './types';

interface Props {
  change: Change;
  onClose: () => void;
}

const address = (c: Change, verb: string) => `/api/programme/changes/${c.id}/${verb}`;
const notLater = (value: string) => dateError(value) ?? (value > today() ? 'Этот день ещё не наступил' : undefined);
const needed = (text: string, message: string) => (text.trim() ? undefined : message);

/** Another decided meanwhile: what is there now is taken as the ground of the next try. */
const fresh = (current: unknown) => ({ values: {}, version: (current as Change).version });

export function OpinionDialog({ change, onClose }: Props) {
  const saved = useChangeSaved(onClose);
  const form = useProblemForm({
    name: `change-opinion-${change.id}`,
    initial: { opinion: change.opinion ?? '' },
    version: change.version,
    labels: { opinion: 'Мнение куратора' },
    validate: (v) => ({ opinion: needed(v.opinion, 'Напишите своё мнение: его прочтёт директор') }),
    submit: (v, key, version) => api.post<Change>(address(change, 'review'), { version, opinion: v.opinion.trim() }, { idempotencyKey: key }),
    fromCurrent: fresh,
    onSaved: () => saved('Мнение записано'),
  });
  return (
    <FormDialog title={`Рассмотреть: ${changeTitle(change)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Записать мнение" onCancel={onClose}><LongText {...form.field('opinion')} data-autofocus /></FormBody>
    </FormDialog>
  );
}

export function MediationDialog({ change, onClose }: Props) {
  const saved = useChangeSaved(onClose);
  const form = useProblemForm({
    name: `change-mediation-${change.id}`,
    initial: { by: change.mediatedBy ?? '', on: change.mediatedOn ?? today(), note: change.mediation ?? '' },
    version: change.version,
    labels: { by: 'Кто провёл', on: 'Когда', note: 'О чём договорились' },
    validate: (v) => ({ by: needed(v.by, 'Укажите, кто провёл разговор'), on: notLater(v.on), note: needed(v.note, 'Напишите итог разговора') }),
    submit: (v, key, version) => api.post<Change>(address(change, 'mediation'), { version, by: v.by.trim(), on: v.on, note: v.note.trim() }, { idempotencyKey: key }),
    fromCurrent: fresh,
    onSaved: () => saved('Разговор записан'),
  });
  return (
    <FormDialog title={`Примирение: ${changeTitle(change)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Записать разговор" onCancel={onClose}>
        <Notice tone="calm">Если стороны договорились, отзовите обращение: замены не будет.</Notice>
        <TextInput {...form.field('by')} placeholder="педагог-психолог, методическое объединение наставников" maxLength={200} data-autofocus />
        <DateField {...form.field('on')} />
        <LongText {...form.field('note')} description="Без медицинских и личных подробностей" />
      </FormBody>
    </FormDialog>
  );
}

export function CandidateDialog({ change, onClose, onWarnings }: Props & { onWarnings: (warnings: string[]) => void }) {
  const saved = useChangeSaved(onClose);
  const now = change.newMentor;
  const form = useProblemForm({
    name: `change-candidate-${change.id}`,
    initial: { newMentorId: (now ? [{ id: now.personId, name: now.name ?? 'имя скрыто', kind: 'staff' }] : []) as Chosen[], profileFits: change.profileFits, mutualInterest: change.mutualInterest },
    version: change.version,
    labels: { newMentorId: 'Новый наставник', profileFits: 'Профиль и опыт соответствуют запросу', mutualInterest: 'Есть взаимный интерес и симпатия' },
    validate: (v) => ({ newMentorId: v.newMentorId.length > 0 ? undefined : 'Выберите наставника' }),
    submit: (v, key, version) => api.post<Change>(address(change, 'candidate'), { version, newMentorId: v.newMentorId[0]?.id, profileFits: v.profileFits, mutualInterest: v.mutualInterest }, { idempotencyKey: key }),
    fromCurrent: fresh,
    onSaved: (c) => {
      onWarnings(c.warnings ?? []);
      saved('Наставник выбран. Теперь нужно согласие его и наставляемых');
    },
  });
  const { id, label, error } = form.field('newMentorId');
  return (
    <FormDialog title={`Новый наставник: ${changeTitle(change)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Выбрать наставника" onCancel={onClose}>
        {now && <Notice tone="warn">Если выбрать другого, согласие спросят заново.</Notice>}
        <PeoplePicker
          id={id} label={label} error={error as string | undefined} role="mentor" max={1} value={form.values.newMentorId}
          without={[change.mentor?.personId ?? 0, ...change.mentees.map((m) => m.personId)]} onChange={(people) => form.setValue('newMentorId', people)}
        />
        <Stack gap="xs">
          <Checkbox {...form.checkbox('profileFits')} />
          <Checkbox {...form.checkbox('mutualInterest')} description="По записанной беседе с обоими" />
        </Stack>
      </FormBody>
    </FormDialog>
  );
}

/** 4.6: the powers end and nobody follows; the mentees wait in the base again. */
export function NoSuccessorDialog({ change, onClose }: Props) {
  const saved = useChangeSaved(onClose);
  return (
    <ConfirmDialog
      title={`Преемника нет: ${changeTitle(change)}`}
      verb="Завершить без преемника"
      run={async () => {
        await api.post<Change>(address(change, 'no-successor'), { version: change.version }, { idempotencyKey: newKey() });
        saved('Отмечено, что преемника нет');
      }}
      onClose={onClose}
    >
      Полномочия наставника и эту пару прекратит приказ директора. Наставляемые вернутся в базу и будут ждать нового наставника, дни ожидания видны в обращении.
    </ConfirmDialog>
  );
}

/** The curator enters what somebody answered on paper; a participant answers for themselves. */
export function WordDialog({ change, person, onClose }: Props & { person?: Asked | undefined }) {
  const { place } = useSession();
  const saved = useChangeSaved(onClose);
  const word = useWord();
  const personal = place.role === 'mentor' || place.role === 'mentee';
  const form = useProblemForm({
    name: `change-word-${change.id}`,
    initial: { personId: String(person?.personId ?? change.asked.find((x) => !x.complete)?.personId ?? ''), answer: 'yes', by: personal ? 'self' : 'curator', on: today(), document: '' },
    labels: { personId: 'Кто отвечает', answer: 'Ответ', by: 'Чья подпись', on: 'Дата ответа', document: 'Номер заявления' },
    validate: (v) => ({ personId: v.personId ? undefined : 'Выберите, чей это ответ', on: notLater(v.on) }),
    submit: (v, key) =>
      word(() => api.post<Change>(address(change, 'agreement'), { version: change.version, personId: Number(v.personId), agreed: v.answer === 'yes', by: v.by, on: v.on, document: v.document.trim() || null }, { idempotencyKey: key })),
    onSaved: () => saved('Ответ записан'),
  });
  const invited = personal && invitedTo(change, place.person);
  const who = change.asked.find((x) => String(x.personId) === form.values.personId);
  return (
    <FormDialog title={invited ? 'Ваш ответ' : `Ответ: ${changeTitle(change)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Записать ответ" onCancel={onClose}>
        {!personal && (
          <Select {...form.field('personId')} data={change.asked.map((x) => ({ value: String(x.personId), label: x.name ? shortName(x.name) : 'имя скрыто' }))} allowDeselect={false} />
        )}
        <Radio.Group {...form.field('answer')}>
          <Stack gap={6} mt={4}>
            <Radio value="yes" label={change.kind === 'extension' ? 'Согласие на продление' : change.withoutSuccessor ? 'Заявляет о прекращении' : invited ? 'Согласен стать наставником' : 'Согласие на нового наставника'} />
            <Radio value="no" label="Отказ" />
          </Stack>
        </Radio.Group>
        {!personal && who?.minor && (
          <Radio.Group {...form.field('by')}>
            <Stack gap={6} mt={4}>
              <Radio value="curator" label="Сам участник, на бумаге" />
              <Radio value="representative" label="Законный представитель" />
            </Stack>
          </Radio.Group>
        )}
        <DateField {...form.field('on')} />
        {!personal && <TextInput {...form.field('document')} label={<>Номер заявления <span className="optional">(необязательно)</span></>} maxLength={100} />}
      </FormBody>
    </FormDialog>
  );
}

const closings = {
  rejection: { title: 'Отклонить', label: 'Отклонить обращение', done: 'Обращение отклонено' },
  withdrawal: { title: 'Отозвать', label: 'Отозвать обращение', done: 'Обращение отозвано' },
};

export function ClosingDialog({ change, verb, onClose }: Props & { verb: keyof typeof closings }) {
  const saved = useChangeSaved(onClose);
  const words = closings[verb];
  const form = useProblemForm({
    name: `change-${verb}-${change.id}`,
    initial: { reason: '' },
    version: change.version,
    labels: { reason: 'Причина' },
    validate: (v) => ({ reason: needed(v.reason, 'Напишите причину: её прочтёт тот, кто обратился') }),
    submit: (v, key, version) => api.post<Change>(address(change, verb), { version, reason: v.reason.trim() }, { idempotencyKey: key }),
    fromCurrent: fresh,
    onSaved: () => saved(words.done),
  });
  return (
    <FormDialog title={`${words.title}: ${changeTitle(change)}`} onClose={onClose}>
      <FormBody form={form} submitLabel={words.label} onCancel={onClose}>
        <Notice tone="calm">Пара продолжит работать в прежнем составе и в прежний срок.</Notice>
        <LongText {...form.field('reason')} maxLength={1000} data-autofocus />
      </FormBody>
    </FormDialog>
  );
}
