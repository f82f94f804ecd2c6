import { Checkbox, Radio, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api } from '../api/client';
import type { Mentorship, MentorshipMember } from '../api/types';
import { ConfirmDialog, FormDialog } from '../ui/dialogs';
import { DateField, dateError, LongText } from '../ui/fields';
import { FormBody } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { shortName, today } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { useWord } from '../ui/useWord';
import { inAWeek, lastDayError, pairName } from './mentorship';

interface Props {
  mentorship: Mentorship;
  onClose: () => void;
  onWarnings?: (warnings: string[]) => void;
}

function useSaved({ onClose, onWarnings }: Props, text: string) {
  const client = useQueryClient();
  return (saved: Mentorship) => {
    void client.invalidateQueries({ queryKey: ['programme'] });
    onWarnings?.(saved.warnings ?? []);
    showDone(text);
    onClose();
  };
}

const notLater = (value: string) => dateError(value) ?? (value > today() ? 'Этот день ещё не наступил' : undefined);

/** The curator enters what a participant, or the parents of a minor, answered on paper. */
export function AgreementDialog({ member, ...props }: Props & { member: MentorshipMember }) {
  const { mentorship, onClose } = props;
  const onSaved = useSaved(props, 'Ответ записан');
  const word = useWord();
  const form = useProblemForm({
    name: `agreement-${mentorship.id}-${member.personId}`,
    initial: { answer: 'yes', on: today(), by: member.minor ? 'representative' : 'curator' },
    labels: { answer: 'Ответ', on: 'Дата ответа', by: 'Чья подпись' },
    validate: (v) => ({ on: notLater(v.on) }),
    submit: (v, key) =>
      word(() => api.post<Mentorship>(`/api/programme/mentorships/${mentorship.id}/agreement`, { version: mentorship.version, personId: member.personId, agreed: v.answer === 'yes', on: v.on, by: v.by }, { idempotencyKey: key })),
    onSaved,
  });
  return (
    <FormDialog title={`Ответ участника: ${member.name ? shortName(member.name) : 'имя скрыто'}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Записать ответ" onCancel={onClose}>
        <Radio.Group {...form.field('answer')}>
          <Stack gap={6} mt={4}>
            <Radio value="yes" label={member.role === 'mentor' ? 'Согласен быть наставником' : 'Согласен на эту пару'} />
            <Radio value="no" label="Отказался" />
          </Stack>
        </Radio.Group>
        {member.minor && (
          <Radio.Group {...form.field('by')}>
            <Stack gap={6} mt={4}>
              <Radio value="representative" label="Законный представитель" />
              <Radio value="curator" label="Сам участник, на бумаге" />
            </Stack>
          </Radio.Group>
        )}
        <DateField {...form.field('on')} />
      </FormBody>
    </FormDialog>
  );
}

/** The mentor's organisation lets the mentor go to another one, or not (BR-048). */
export function EmployerDialog(props: Props) {
  const { mentorship, onClose } = props;
  const onSaved = useSaved(props, 'Ответ записан');
  const word = useWord();
  const form = useProblemForm({
    name: `employer-${mentorship.id}`,
    initial: { answer: 'yes', reason: '' },
    labels: { answer: 'Ваш ответ', reason: 'Причина отказа' },
    validate: (v) => ({ reason: v.answer === 'no' && !v.reason.trim() ? 'Напишите, почему наставник не может работать в другой организации' : undefined }),
    submit: (v, key) =>
      word(() => api.post<Mentorship>(`/api/programme/mentorships/${mentorship.id}/employer-answer`, { version: mentorship.version, accepted: v.answer === 'yes', reason: v.answer === 'no' ? v.reason.trim() : null }, { idempotencyKey: key })),
    onSaved,
  });
  return (
    <FormDialog title="Отпускаете ли вы наставника" onClose={onClose}>
      <FormBody form={form} submitLabel="Отправить ответ" onCancel={onClose}>
        <p className="dimmed-note">{mentorship.organisationName} просит: {pairName(mentorship)}. Если вы согласны, приказ подготовит и подпишет ваша организация.</p>
        <Radio.Group {...form.field('answer')}>
          <Stack gap={6} mt={4}>
            <Radio value="yes" label="Отпускаем: наставник может работать с этим человеком" />
            <Radio value="no" label="Не отпускаем: предложение закончится" />
          </Stack>
        </Radio.Group>
        {form.values.answer === 'no' && <LongText {...form.field('reason')} description="Увидит организация, которая просила" />}
      </FormBody>
    </FormDialog>
  );
}

/** Another last day to answer; whoever refused is asked once more. */
export function InvitationDialog(props: Props) {
  const { mentorship, onClose } = props;
  const onSaved = useSaved(props, 'Приглашение отправлено ещё раз');
  const word = useWord();
  const form = useProblemForm({
    name: `invitation-${mentorship.id}`,
    initial: { respondBy: inAWeek() },
    labels: { respondBy: 'Ответить до' },
    validate: (v) => ({ respondBy: lastDayError(v.respondBy) }),
    submit: (v, key) => word(() => api.post<Mentorship>(`/api/programme/mentorships/${mentorship.id}/invitation`, { version: mentorship.version, respondBy: v.respondBy }, { idempotencyKey: key })),
    onSaved,
  });
  return (
    <FormDialog title={`Пригласить ещё раз: ${pairName(mentorship)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Пригласить" onCancel={onClose}>
        <Text>Тех, кто ещё не ответил или отказался, спросим снова. Согласия остальных остаются.</Text>
        <DateField {...form.field('respondBy')} />
      </FormBody>
    </FormDialog>
  );
}

/** A participant answers for themselves with one tap; a refusal is asked about once more. */
export function SelfAgreementDialog({ member, agreed, ...props }: Props & { member: MentorshipMember; agreed: boolean }) {
  const onSaved = useSaved(props, agreed ? 'Вы согласились' : 'Отказ записан');
  const word = useWord();
  return (
    <ConfirmDialog
      title={agreed ? `Согласиться на пару: ${pairName(props.mentorship)}` : `Отказаться от пары: ${pairName(props.mentorship)}`}
      verb={agreed ? 'Согласиться' : 'Отказаться'}
      danger={!agreed}
      run={async () =>
        onSaved(await word(() => api.post<Mentorship>(`/api/programme/mentorships/${props.mentorship.id}/agreement`, { version: props.mentorship.version, personId: member.personId, agreed, on: today(), by: 'self' })))
      }
      onClose={props.onClose}
    >
      {agreed ? `Цель: ${props.mentorship.goal}` : 'Куратор увидит отказ и подберёт другую пару. Причину называть не нужно.'}
    </ConfirmDialog>
  );
}

export function SuspensionDialog(props: Props) {
  const { mentorship, onClose } = props;
  const onSaved = useSaved(props, 'Наставничество приостановлено');
  const form = useProblemForm({
    name: `suspension-${mentorship.id}`,
    initial: { on: today(), reason: '' },
    labels: { on: 'С какого дня', reason: 'Причина' },
    validate: (v) => ({ on: notLater(v.on), reason: v.reason.trim() ? undefined : 'Напишите причину' }),
    submit: (v, key) => api.post<Mentorship>(`/api/programme/mentorships/${mentorship.id}/suspension`, { on: v.on, reason: v.reason.trim() }, { idempotencyKey: key }),
    onSaved,
  });
  return (
    <FormDialog title={`Приостановить: ${pairName(mentorship)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Приостановить" onCancel={onClose}>
        <DateField {...form.field('on')} />
        <LongText {...form.field('reason')} description="Без медицинских подробностей: «длительное отсутствие» достаточно" />
      </FormBody>
    </FormDialog>
  );
}

export function ResumptionDialog(props: Props) {
  const { mentorship, onClose } = props;
  const onSaved = useSaved(props, 'Наставничество возобновлено');
  const form = useProblemForm({
    name: `resumption-${mentorship.id}`,
    initial: { on: today() },
    labels: { on: 'С какого дня' },
    validate: (v) => ({ on: notLater(v.on) }),
    submit: (v, key) => api.post<Mentorship>(`/api/programme/mentorships/${mentorship.id}/resumption`, v, { idempotencyKey: key }),
    onSaved,
  });
  return (
    <FormDialog title={`Возобновить: ${pairName(mentorship)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Возобновить" onCancel={onClose}><DateField {...form.field('on')} /></FormBody>
    </FormDialog>
  );
}

const meetingNames: Record<string, string> = {
  acquaintance: 'знакомство', trial: 'пробная', planning: 'планирование', regular: 'рабочая', final: 'итоговая', group_start: 'общая вводная', group_final: 'общая итоговая',
};

export function CompletionDialog(props: Props) {
  const { mentorship, onClose } = props;
  const onSaved = useSaved(props, 'Наставничество завершено');
  const form = useProblemForm({
    name: `completion-${mentorship.id}`,
    initial: { on: today(), note: '', final: false },
    labels: { on: 'Дата завершения', note: 'Итог', final: 'Итоги подведены вместе с участниками' },
    validate: (v) => ({ on: notLater(v.on), final: v.final ? undefined : 'Отметьте, что итоги подведены' }),
    submit: (v, key) => api.post<Mentorship>(`/api/programme/mentorships/${mentorship.id}/completion`, { on: v.on, note: v.note.trim() || null }, { idempotencyKey: key }),
    onSaved,
  });
  const missing = (mentorship.missingMeetings ?? []).map((kind) => meetingNames[kind]).filter(Boolean);
  return (
    <FormDialog title={`Завершить: ${pairName(mentorship)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Завершить наставничество" onCancel={onClose}>
        <Text>Основание: программа выполнена полностью. Если участники расходятся раньше срока, выберите «Прекратить досрочно».</Text>
        {missing.length > 0 && <Notice tone="warn">Не проведены встречи: {missing.join(', ')}.</Notice>}
        <DateField {...form.field('on')} />
        <LongText {...form.field('note')} optional description="Чего достигли" />
        <Checkbox {...form.checkbox('final')} />
      </FormBody>
    </FormDialog>
  );
}

/** BR-039: a party's wish is a stored statement, and of a minor the representative's too. */
export function TerminationDialog(props: Props) {
  const { mentorship, onClose } = props;
  const navigate = useNavigate();
  const client = useQueryClient();
  const ended = useSaved(props, 'Наставничество прекращено');
  const members = mentorship.members.filter((m) => !m.to);
  const written = ['ordered', 'active', 'suspended', 'completing'].includes(mentorship.status);
  // 4.5: what an order has fixed only an order ends
  const byOrder = mentorship.actions.includes('ending');
  const form = useProblemForm({
    name: `termination-${mentorship.id}`,
    initial: { on: today(), ground: '', reason: '', statements: [] as string[], parents: false, statedOn: today() },
    labels: { on: byOrder ? 'Дата обращения' : 'Дата прекращения', ground: 'Основание', reason: 'Причина', statements: 'Кто заявил о прекращении', parents: 'Есть заявление законного представителя', statedOn: 'Дата заявления' },
    validate: (v) => ({
      on: notLater(v.on), ground: v.ground ? undefined : 'Выберите основание', reason: v.reason.trim() ? undefined : 'Напишите причину',
      statements: written && v.ground === 'E2' && v.statements.length === 0 ? 'Отметьте, кто из участников заявил о прекращении' : undefined,
      statedOn: v.ground === 'E2' ? notLater(v.statedOn) : undefined,
      parents: v.ground === 'E2' && childIn(v.statements) && !v.parents ? 'За несовершеннолетнего нужно и заявление законного представителя' : undefined,
    }),
    submit: (v, key) =>
      api.post<Mentorship>(`/api/programme/mentorships/${mentorship.id}/${byOrder ? 'ending' : 'termination'}`, {
        on: v.on, ground: v.ground, reason: v.reason.trim(),
        statements: v.ground === 'E2' ? members.filter((m) => v.statements.includes(String(m.personId))).flatMap((m) => [
          { personId: m.personId, by: 'curator', on: v.statedOn },
          ...(m.minor ? [{ personId: m.personId, by: 'representative', on: v.statedOn }] : []),
        ]) : [],
      }, { idempotencyKey: key }),
    onSaved: (saved) => {
      if (!byOrder) return ended(saved);
      void client.invalidateQueries({ queryKey: ['programme'] });
      showDone('Обращение передано директору');
      onClose();
      void navigate(`/changes/${saved.id}`);
    },
  });
  function childIn(chosen: string[]) {
    return members.some((m) => m.minor && chosen.includes(String(m.personId)));
  }
  const asked = form.values.ground === 'E2' && written;
  return (
    <FormDialog title={`Прекратить досрочно: ${pairName(mentorship)}`} onClose={onClose}>
      <FormBody form={form} submitLabel={byOrder ? 'Передать директору' : 'Прекратить наставничество'} onCancel={onClose}>
        {byOrder && <Notice tone="calm">Решает директор: наставничество прекратится с его приказом. Подготовьте приказ в обращении.</Notice>}
        <Notice tone="warn">Прекращённое наставничество не возобновляется: программа остановится, участники вернутся в базы. Показатели и поощрения участников от этого не снижаются.</Notice>
        <Radio.Group {...form.field('ground')}>
          <Stack gap={6} mt={4}>
            <Radio value="E2" label="По инициативе участников или по общему решению" />
            <Radio value="E3" label="По инициативе куратора: обязанности не исполняются, непреодолимые обстоятельства" />
          </Stack>
        </Radio.Group>
        {asked && (
          <Checkbox.Group {...form.field('statements')}>
            <Stack gap={6} mt={4}>{members.map((m) => <Checkbox key={m.personId} value={String(m.personId)} label={m.name ? shortName(m.name) : 'имя скрыто'} />)}</Stack>
          </Checkbox.Group>
        )}
        {asked && childIn(form.values.statements) && <Checkbox {...form.checkbox('parents')} />}
        {asked && <DateField {...form.field('statedOn')} />}
        <DateField {...form.field('on')} />
        <LongText {...form.field('reason')} />
        {mentorship.labourPapers === 'ready' && <Notice tone="calm">Трудовое поручение наставника прекращают отдельно, с предупреждением не менее чем за три рабочих дня. Задача появится на рабочем столе.</Notice>}
      </FormBody>
    </FormDialog>
  );
}
