import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../api/client';
import type { Level, Organisation, OrganisationCard, Slice } from '../api/types';
import { levelWords, options, organisationTypeWords } from '../api/words';
import { useSession } from '../app/session';
import { ExportMenu } from '../exchange/ExportMenu';
import { Rows } from '../person/Rows';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError, withOptional } from '../ui/fields';
import { FormBody, Line } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { OrganisationTree, type TreeNode } from '../ui/OrganisationTree';
import { Page } from '../ui/Page';
import { formatDate, today } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { ReorganiseMenu } from './ReorganiseMenu';
import classes from './TreePage.module.css';

export function Component() {
  const { organisations, place, goTo, has } = useSession();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [query] = useDebouncedValue(text.trim(), 250);
  const [chosen, setChosen] = useState<TreeNode>(place);
  const [adding, setAdding] = useState(false);
  const [day, setDay] = useState(today());
  const on = day && !dateError(day) ? day : today();
  const past = on !== today();
  const roots = organisations.filter((o) => o.level !== 'school');
  const found = useQuery({
    queryKey: ['registry', 'organisations', 'search', query, on],
    enabled: query.length > 1,
    queryFn: ({ signal }) => api.get<Slice<Organisation>>('/api/registry/organisations', { q: query, size: 50, on }, { signal }),
  });
  const manages = has('institute');
  const card = useQuery({
    queryKey: ['registry', 'organisation', chosen.id, 'card'],
    enabled: manages && chosen.level !== 'ministry',
    queryFn: ({ signal }) => api.get<OrganisationCard>(`/api/registry/organisations/${chosen.id}`, undefined, { signal }),
  });
  const open = (id: number) => {
    goTo(id);
    void navigate(`/organisation?org=${id}`);
  };
  const below: Partial<Record<Level, Level>> = { ministry: 'institute', institute: 'municipality', municipality: 'school' };
  const childLevel = below[chosen.level];
  return (
    <Page
      title="Дерево организаций"
      note="Выберите организацию мышью или стрелками, затем откройте её."
      actions={
        <>
          <Button variant="default" onClick={() => open(chosen.id)}>Открыть: {chosen.shortName}</Button>
          {!past && <ExportMenu source={{ service: 'registry', list: 'organisations', organisation: chosen.id }} query={() => ({ filters: {}, sort: 'name', columns: [] })} />}
          {manages && !past && card.data?.id === chosen.id && <ReorganiseMenu key={chosen.id} card={card.data} />}
          {manages && !past && childLevel && chosen.level !== 'ministry' && (
            <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>Добавить {childLevel === 'school' ? 'организацию' : 'муниципалитет'}</Button>
          )}
        </>
      }
    >
      <div className={classes.filters}>
        <TextInput
          data-page-search
          type="search"
          className={classes.search}
          label="Название организации"
          leftSection={<IconSearch size={16} />}
          value={text}
          onChange={(e) => setText(e.currentTarget.value)}
          maxLength={100}
        />
        <DateField label="На дату" value={day} onChange={setDay} error={day ? dateError(day) : undefined} />
        {past && <Button variant="subtle" onClick={() => setDay(today())}>Показать сегодняшнее</Button>}
      </div>
      {past && <Notice>Дерево показано, каким оно было {formatDate(on)}: названия и подчинение того дня.</Notice>}
      {found.error && <Notice tone="bad">{found.error.message}</Notice>}
      {query.length > 1 ? (
        found.data && (
          <Rows
            label="Найденные организации"
            empty={past ? 'На эту дату ничего не найдено. Проверьте название и дату.' : 'Ничего не найдено. Проверьте название.'}
            rows={found.data.items}
            rowKey={(o) => o.id}
            columns={[['Организация', (o) => o.shortName], ['Полное название', (o) => o.fullName], ['Уровень', (o) => levelWords[o.level]]]}
            actions={[{ label: 'Открыть', run: (o) => open(o.id) }]}
          />
        )
      ) : (
        <OrganisationTree key={on} on={on} roots={roots} selected={chosen.id} onChoose={setChosen} label="Дерево организаций" open={[...roots.map((r) => r.id), ...place.path.map((p) => p.id)]} />
      )}
      {adding && childLevel && <AddDialog parent={chosen} level={childLevel} onClose={() => setAdding(false)} />}
    </Page>
  );
}

function AddDialog({ parent, level, onClose }: { parent: TreeNode; level: Level; onClose: () => void }) {
  const client = useQueryClient();
  const form = useProblemForm({
    name: `organisation-new-${parent.id}`,
    initial: { fullName: '', shortName: '', type: level === 'school' ? 'school' : 'authority', inn: '', validFrom: today(), basis: '' },
    labels: { fullName: 'Полное название', shortName: 'Краткое название', type: 'Вид', inn: 'ИНН', validFrom: 'В подчинении с', basis: 'Основание' },
    validate: (v) => ({
      fullName: v.fullName.trim() ? undefined : 'Заполните это поле',
      shortName: v.shortName.trim() ? undefined : 'Заполните это поле',
      inn: v.inn && !/^\d{10}(\d{2})?$/.test(v.inn) ? 'ИНН организации — 10 цифр, партнёра-предпринимателя — 12' : undefined,
      validFrom: dateError(v.validFrom),
      basis: v.basis.trim() ? undefined : 'Напишите, на основании чего: приказ, соглашение',
    }),
    submit: (v, key) =>
      api.post(
        '/api/registry/organisations',
        { parentId: parent.id, level, type: v.type, fullName: v.fullName.trim(), shortName: v.shortName.trim(), inn: v.inn || null, validFrom: v.validFrom, basis: v.basis.trim() },
        { idempotencyKey: key },
      ),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry', 'organisations'] });
      showDone('Организация добавлена');
      onClose();
    },
  });
  return (
    <FormDialog title={`Новая организация: ${parent.shortName}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Добавить организацию" onCancel={onClose}>
        <TextInput {...form.field('fullName')} maxLength={500} />
        <TextInput {...form.field('shortName')} maxLength={200} />
        <Line>
          <Select {...form.field('type')} data={options(organisationTypeWords)} allowDeselect={false} />
          <TextInput {...form.field('inn')} label={withOptional('ИНН', true)} inputMode="numeric" maxLength={12} />
        </Line>
        <Line>
          <DateField {...form.field('validFrom')} />
          <TextInput {...form.field('basis')} maxLength={300} />
        </Line>
      </FormBody>
    </FormDialog>
  );
}
