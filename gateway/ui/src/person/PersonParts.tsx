import { Button, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { Person } from '../api/types';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError } from '../ui/fields';
import { FormBody } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { Section } from '../ui/Page';
import { formatDate, shortName, today } from '../ui/russian';
import { DateText } from '../ui/text';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { useUndo } from './LeavingDialogs';
import { isPupil } from './person';
import { Rows } from './Rows';
import type { Ended, Leave } from './types';
import { endReasonWords, leaveWords } from './words';

/** Who keeps the card and where else the person is, said plainly. */
export function Belongs({ person }: { person: Person }) {
  const { belongs } = person;
  if (!belongs?.keeper) return null;
  const also = isPupil(person) ? 'Учится также в другой организации' : 'Работает также в другой организации';
  const title = belongs.former ? 'Человек больше не в вашей организации' : belongs.elsewhere > 0 ? also : 'Личные данные ведёт одна организация';
  return (
    <Notice mb="md" title={title}>
      {belongs.kept ? 'Личные данные ведёт и исправляет ваша организация.' : <>Личные данные ведёт и исправляет организация «{belongs.keeper}».</>}
      {belongs.former && ' Здесь остались ваши записи о нём; контакты и новые сведения не показываются.'}
    </Notice>
  );
}

/** Why a post or a class ended and by which order. */
export function Grounds({ of }: { of: Ended }) {
  if (!of.endReason) return null;
  return (
    <Text component="span" size="sm" c="dimmed">
      {' '}— {endReasonWords[of.endReason]}
      {of.endBasisNo && `, приказ № ${of.endBasisNo}`}
      {of.endBasisOn && ` от ${formatDate(of.endBasisOn)}`}
    </Text>
  );
}

/** Transfers that are planned, or were made today and may still be taken back. */
export function Transfers({ person }: { person: Person }) {
  const undo = useUndo();
  return (person.transfers ?? []).filter((t) => t.status === 'planned' || t.undoable).map((t) => (
    <Notice key={t.id} mb="md" title={t.status === 'planned' ? `Запланирован перевод с ${formatDate(t.on)}` : `Переведён с ${formatDate(t.on)}`}>
      Из организации «{t.from}» в «{t.to}»{t.basisNo && `, приказ № ${t.basisNo}`}{t.basisOn && ` от ${formatDate(t.basisOn)}`}.{' '}
      {t.undoable && (
        <Button variant="subtle" size="compact-sm" onClick={() => void undo(() => api.post(`/api/registry/transfers/${t.id}/undo`), 'Перевод отменён')}>
          Отменить перевод
        </Button>
      )}
    </Notice>
  ));
}

export function Leaves({ person, writes }: { person: Person; writes: boolean }) {
  const [leave, setLeave] = useState<Leave>();
  if (!person.leaves?.length) return null;
  return (
    <Section title="Отпуска">
      <Rows
        label="Отпуска"
        empty="Отпусков нет."
        rows={person.leaves}
        rowKey={(l) => l.id}
        columns={[
          ['Вид', (l) => leaveWords[l.kind]],
          ['Когда', (l) => <>с <DateText iso={l.from} />{l.to ? <> по <DateText iso={l.to} /></> : ', день выхода не указан'}</>],
          ['Вышел на работу', (l) => (l.returnedOn ? <DateText iso={l.returnedOn} /> : l.now ? 'ещё в отпуске' : '—')],
        ]}
        actions={writes ? [{ label: 'Вышел на работу', when: (l) => !l.returnedOn && (!l.to || l.to >= today()), run: setLeave }] : []}
      />
      {leave && <ReturnDialog person={person} leave={leave} onClose={() => setLeave(undefined)} />}
    </Section>
  );
}

function ReturnDialog({ person, leave, onClose }: { person: Person; leave: Leave; onClose: () => void }) {
  const client = useQueryClient();
  const form = useProblemForm({
    name: `return-${leave.id}`,
    initial: { on: today() },
    labels: { on: 'Первый рабочий день' },
    validate: (v) => ({ on: dateError(v.on) }),
    submit: (v, key) => api.post(`/api/registry/leaves/${leave.id}/return`, v, { idempotencyKey: key }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry'] });
      showDone('Выход на работу записан');
      onClose();
    },
  });
  return (
    <FormDialog title={`Выход из отпуска: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Записать выход" onCancel={onClose}>
        <DateField {...form.field('on')} description="Если отпуск не состоялся, укажите его первый день" />
      </FormBody>
    </FormDialog>
  );
}
