import { Button } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import type { ConsentKind } from '../api/types';
import { consentKindWords } from '../api/words';
import { useSession } from '../app/session';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { ConsentBoard } from './ConsentBoard';
import { ConsentTable } from './ConsentTable';
import { MissingTable } from './MissingTable';
import { useOperator } from './OperatorPage';

export function Component() {
  const { place, has } = useSession();
  const [params, setParams] = useSearchParams();
  const status = params.get('status') ?? '';
  const kind = params.get('kind') ?? undefined;
  const writes = has('curator', 'director');
  const operator = useOperator(place.id);
  const choose = (value: string) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        // The two lists are ordered by different columns.
        for (const key of ['page', 'sort', 'cols']) next.delete(key);
        if (value) next.set('status', value);
        else next.delete('status');
        if (value !== 'missing') next.delete('everybody');
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return (
    <Page title="Согласия" note="На каждый вид — отдельный документ. Без действующего согласия на обработку данных человек не участвует в наставничестве." actions={<Button component={Link} to="/consents/operator" variant="default">Реквизиты оператора</Button>}>
      {writes && operator.data && !operator.data.address && (
        <Notice tone="warn" mb="md">
          В бланках нет адреса оператора, его пришлось бы вписывать от руки. <Link to="/consents/operator">Заполните реквизиты</Link> до печати.
        </Notice>
      )}
      <ConsentBoard organisation={place.id} kind={kind} value={status} onChange={choose} />
      {status === 'missing' ? (
        <MissingTable key="missing" organisation={place.id} kind={kind && kind in consentKindWords ? (kind as ConsentKind) : 'processing'} writes={writes} />
      ) : (
        <ConsentTable key="consents" organisation={place.id} writes={writes} />
      )}
    </Page>
  );
}
