import { Button, Skeleton, Tabs, TextInput } from '@mantine/core';
import { IconPrinter, IconSearch } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useSearchParams } from 'react-router';
import { asProblem } from '../api/problem';
import type { Template } from '../api/types';
import { termKinds } from '../programme/programme';
import { Empty } from '../ui/DataTable';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { counted } from '../ui/russian';
import { useDelayed } from '../ui/useDelayed';
import { matching, useTemplates } from './template';
import classes from './TemplatesPage.module.css';

const kinds: Record<Template['kind'], string> = { plan: 'План', roadmap: 'Дорожная карта', workplan: 'План работы' };

export function Component() {
  const templates = useTemplates();
  const late = useDelayed(templates.isPending);
  const [params, setParams] = useSearchParams();
  const text = params.get('q') ?? '';
  const all = templates.data ?? [];
  const chosen = all.find((t) => t.code === params.get('template')) ?? all[0];
  const set = (key: string, value: string) =>
    setParams((old) => { if (value) old.set(key, value); else old.delete(key); return old; }, { replace: true, preventScrollReset: true });
  return (
    <Page
      title="Шаблоны планов"
      note="По шаблону составляют программу пары или группы. Сроки шаблона подстраиваются под срок программы."
      actions={chosen && <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>Напечатать</Button>}
    >
      {templates.error && <Notice tone="bad">{asProblem(templates.error).message} <Button variant="subtle" size="compact-sm" onClick={() => void templates.refetch()}>Повторить</Button></Notice>}
      {late && <Skeleton h={240} />}
      {templates.data && all.length === 0 && <Empty text="Шаблонов нет. Они загружаются вместе с платформой." />}
      {chosen && (
        <>
          <Tabs value={chosen.code} onChange={(code) => set('template', code ?? '')} className="no-print" mb="md">
            <Tabs.List>{all.map((t) => <Tabs.Tab key={t.code} value={t.code}>{t.title}</Tabs.Tab>)}</Tabs.List>
          </Tabs>
          <h2 className="print-only">{chosen.title}</h2>
          <Rows template={chosen} text={text} onText={(v) => set('q', v)} />
        </>
      )}
    </Page>
  );
}

function Rows({ template, text, onText }: { template: Template; text: string; onText: (text: string) => void }) {
  const rows = matching(template.rows, text);
  const total = counted(template.rows.length, ['мероприятие', 'мероприятия', 'мероприятий']);
  return (
    <>
      <div className={`${classes.tools} no-print`}>
        <TextInput data-page-search type="search" aria-label="Найти мероприятие" placeholder="Найти мероприятие" leftSection={<IconSearch size={16} />} value={text} onChange={(e) => onText(e.currentTarget.value)} className={classes.search ?? ''} maxLength={100} />
        <span className={classes.count} role="status">{kinds[template.kind]}, {text ? `показано ${rows.length} из ${template.rows.length}` : total}</span>
      </div>
      {rows.length === 0 ? (
        <Empty text="Таких мероприятий в шаблоне нет. Измените слова поиска." />
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={classes.frame} tabIndex={0} role="region" aria-label={template.title}>
          <table className={classes.table}>
            <thead><tr><th scope="col">№</th><th scope="col">Мероприятие</th><th scope="col">Срок</th><th scope="col">Результат</th><th scope="col">Ответственный</th></tr></thead>
            <tbody>
              {rows.map((row, i) => (
                <Fragment key={`${row.stage}-${row.no}-${row.activity}`}>
                  {row.stage && row.stage !== rows[i - 1]?.stage && <tr className={classes.stage}><th colSpan={5} scope="rowgroup">{row.stage}</th></tr>}
                  <tr>
                    <td>{row.no}</td>
                    <td>{row.activity}</td>
                    <td data-title="Срок" className={classes.term} title={termKinds[row.term.kind]}>{row.term.text || <span className={classes.none}>не задан</span>}</td>
                    <td data-title="Результат">{row.result || <span className={classes.none}>—</span>}</td>
                    <td data-title="Ответственный">{row.responsible || <span className={classes.none}>—</span>}</td>
                  </tr>
                </Fragment>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
