import { Checkbox, Radio, Select, Stack, TextInput } from '@mantine/core';
import { useNavigate } from 'react-router';
import { api } from '../api/client';
import type { Mentorship } from '../api/types';
import { useSession } from '../app/session';
import { pairName, side } from '../mentorship/mentorship';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError, LongText, withOptional } from '../ui/fields';
import { FormBody, Line } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { shortName, today } from '../ui/russian';
import { useProblemForm } from '../ui/useProblemForm';
import { groundsFor, groundWords, partiesOf, starterWords, startersFor, useChangeSaved } from './change';
import type { Change, Ground, Starter } from './types';

const notLater = (value: string) => dateError(value) ?? (value > today() ? 'Этот день ещё не наступил' : undefined);
const parties = ['mentor', 'mentee', 'representative'];

/** One main ground, others besides, and what it rests on (BR-037). */
export function ReplacementDialog({ mentorship: m, onClose }: { mentorship: Mentorship; onClose: () => void }) {
  const { place } = useSession();
  const navigate = useNavigate();
  const saved = useChangeSaved(onClose);
  const mentors = side(m.members, 'mentor');
  const grounds = groundsFor(place.roles);
  const personal = place.role === 'mentor' || place.role === 'mentee';
  const form = useProblemForm({
    name: `replacement-${m.id}`,
    initial: {
      ground: (grounds.length === 1 ? grounds[0] : '') as Ground | '', extraGrounds: [] as string[], by: '' as Starter | '', partyId: '', mentorId: mentors.length === 1 ? String(mentors[0]?.personId) : '',
      on: today(), reason: '', documentNumber: '', documentOn: '', awayFrom: '', awayTo: '',
    },
    labels: {
      ground: 'Основание', extraGrounds: 'Есть и другие основания', by: 'Кто обратился', partyId: 'Чьё обращение', mentorId: 'Кого заменяют', on: 'Дата обращения', reason: 'Причина',
      documentNumber: 'Номер приказа', documentOn: 'Дата документа', awayFrom: 'Отсутствует с', awayTo: 'Отсутствует по',
    },
    validate: (v) => {
      const by = starter(v);
      return {
        ground: v.ground ? undefined : 'Выберите основание',
        by: v.ground && !by ? 'Укажите, кто обратился' : undefined,
        partyId: !personal && by && parties.includes(by) && !v.partyId ? 'Выберите участника' : undefined,
        mentorId: v.mentorId ? undefined : 'Выберите наставника',
        on: notLater(v.on),
        reason: (v.ground === 'G1' || v.ground === 'G5') && !v.reason.trim() ? 'Напишите причину' : undefined,
        documentNumber: (v.ground === 'G3' || v.ground === 'G4') && !v.documentNumber.trim() ? 'Укажите номер приказа' : undefined,
        documentOn: v.ground === 'G1' || v.ground === 'G3' || v.ground === 'G4' ? dateError(v.documentOn) : undefined,
        awayFrom: v.ground === 'G2' ? dateError(v.awayFrom) : undefined,
        awayTo: v.ground === 'G2' ? dateError(v.awayTo, false) : undefined,
      };
    },
    submit: (v, key) => {
      const by = starter(v);
      return api.post<Change>(`/api/programme/mentorships/${m.id}/replacement`, {
        by, ground: v.ground, extraGrounds: v.extraGrounds, on: v.on, mentorId: Number(v.mentorId),
        partyId: personal ? place.person : by && parties.includes(by) ? Number(v.partyId) : null,
        reason: v.ground === 'G4' ? null : v.reason.trim() || null,
        documentNumber: v.documentNumber.trim() || null, documentOn: v.documentOn || null, awayFrom: v.awayFrom || null, awayTo: v.awayTo || null,
      }, { idempotencyKey: key });
    },
    onSaved: (change) => {
      saved('Обращение записано');
      void navigate(`/changes/${change.id}`);
    },
  });
  const v = form.values;
  const starters = v.ground ? startersFor(v.ground, place.roles) : [];
  const by = starter(v);
  function starter(values: { ground: Ground | ''; by: Starter | '' }): Starter | undefined {
    const possible = values.ground ? startersFor(values.ground, place.roles) : [];
    return possible.length === 1 ? possible[0] : values.by && possible.includes(values.by) ? values.by : undefined;
  }
  return (
    <FormDialog title={`Заменить наставника: ${pairName(m)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Записать обращение" onCancel={onClose}>
        {mentors.length > 1 && (
          <Select {...form.field('mentorId')} data={mentors.map((x) => ({ value: String(x.personId), label: x.name ? shortName(x.name) : 'имя скрыто' }))} allowDeselect={false} />
        )}
        <Radio.Group {...form.field('ground')}>
          <Stack gap={6} mt={4}>{grounds.map((g) => <Radio key={g} value={g} label={groundWords[g]} />)}</Stack>
        </Radio.Group>
        {starters.length > 1 && (
          <Radio.Group {...form.field('by')}>
            <Stack gap={6} mt={4}>{starters.map((s) => <Radio key={s} value={s} label={starterWords[s]} />)}</Stack>
          </Radio.Group>
        )}
        {!personal && by && parties.includes(by) && (
          <Select {...form.field('partyId')} data={partiesOf(m, by).map((x) => ({ value: String(x.personId), label: x.name ? shortName(x.name) : 'имя скрыто' }))} allowDeselect={false} />
        )}
        {v.ground === 'G2' && (
          <Line>
            <DateField {...form.field('awayFrom')} />
            <DateField {...form.field('awayTo')} optional />
          </Line>
        )}
        {(v.ground === 'G3' || v.ground === 'G4') && (
          <Line>
            <TextInput {...form.field('documentNumber')} maxLength={50} />
            <DateField {...form.field('documentOn')} />
          </Line>
        )}
        {v.ground === 'G1' && <DateField {...form.field('documentOn')} label="Дата заявления" />}
        {v.ground === 'G4' && <Notice tone="calm">О взыскании хранятся только номер и дата приказа. Содержание сюда не переносят.</Notice>}
        {v.ground && v.ground !== 'G4' && (
          <LongText
            {...form.field('reason')} maxLength={1000} optional={v.ground === 'G2' || v.ground === 'G3'}
            description={v.ground === 'G2' ? 'Без медицинских подробностей: «длительное отсутствие» достаточно' : v.ground === 'G5' ? 'Читают только школа и тот, кто обратился' : undefined}
          />
        )}
        {v.ground && !personal && (
          <Checkbox.Group {...form.field('extraGrounds')} label={withOptional('Есть и другие основания', true)}>
            <Stack gap={6} mt={4}>{(Object.keys(groundWords) as Ground[]).filter((g) => g !== v.ground && (g !== 'G4' || by === 'director')).map((g) => <Checkbox key={g} value={g} label={groundWords[g]} />)}</Stack>
          </Checkbox.Group>
        )}
        <DateField {...form.field('on')} />
      </FormBody>
    </FormDialog>
  );
}

/** BR-034: a later end, if everybody agrees. */
export function ExtensionDialog({ mentorship: m, onClose }: { mentorship: Mentorship; onClose: () => void }) {
  const navigate = useNavigate();
  const saved = useChangeSaved(onClose);
  const form = useProblemForm({
    name: `extension-${m.id}`,
    initial: { newEnd: '', on: today(), reason: '' },
    labels: { newEnd: 'Новое окончание', on: 'Дата обращения', reason: 'Почему нужно больше времени' },
    validate: (v) => ({
      newEnd: dateError(v.newEnd) ?? (v.newEnd <= m.plannedEnd ? 'Новый срок не длиннее прежнего' : undefined),
      on: notLater(v.on),
      reason: v.reason.trim() ? undefined : 'Напишите причину',
    }),
    submit: (v, key) => api.post<Change>(`/api/programme/mentorships/${m.id}/extension`, { newEnd: v.newEnd, on: v.on, reason: v.reason.trim() }, { idempotencyKey: key }),
    onSaved: (change) => {
      saved('Спросите согласия всех участников');
      void navigate(`/changes/${change.id}`, { state: { warnings: change.warnings ?? [] } });
    },
  });
  return (
    <FormDialog title={`Продлить: ${pairName(m)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Спросить согласие" onCancel={onClose}>
        <Notice tone="calm">Продлевают по взаимному согласию наставника и всех наставляемых; за несовершеннолетнего — ещё и законного представителя. Новый срок вступит в силу с приказом.</Notice>
        <DateField {...form.field('newEnd')} />
        <LongText {...form.field('reason')} maxLength={1000} />
        <DateField {...form.field('on')} />
      </FormBody>
    </FormDialog>
  );
}
