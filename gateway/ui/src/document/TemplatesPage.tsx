import { Link } from 'react-router';
import { Rows } from '../person/Rows';
import { Loaded } from '../ui/Loaded';
import { Page } from '../ui/Page';
import { formatDate } from '../ui/russian';
import { fileOf, inForceText, useKinds, useOwner } from './document';
import type { DocumentKind } from './types';

const active = (kind: DocumentKind) => kind.versions.find((v) => v.status === 'active');

/** The papers that the platform prints, each with the template in force. */
export function Component() {
  const organisation = useOwner();
  const kinds = useKinds(organisation);
  return (
    <Loaded query={kinds} title="Шаблоны документов">
      {(all) => (
        <Page
          title="Шаблоны документов"
          note={`${organisation === undefined ? 'Этими шаблонами печатают документы все организации региона.' : 'Приказы, уведомления и заявления можно печатать по шаблонам своей организации. Пока своего нет, действует шаблон региона, без него встроенный.'} Скачайте шаблон, поправьте его в Word, загрузите, посмотрите образец и введите в действие. Выданные документы не меняются.`}
        >
          <Rows
            label="Шаблоны документов"
            empty="Документов нет."
            rows={all}
            rowKey={(k) => k.code}
            columns={[
              ['Документ', (k) => <Link to={`/document-templates/${k.code}`}>{k.title}</Link>],
              ['Действует', (k) => inForceText(k, organisation)],
              ['С какого дня', (k) => (active(k)?.activatedOn ? formatDate(active(k)?.activatedOn) : 'с начала работы')],
              ['Черновики', (k) => k.versions.filter((v) => v.status === 'draft').length || '—'],
              ['Шаблон', (k) => <a href={fileOf(k, active(k), 'file', organisation)} download aria-label={`Скачать шаблон Word: ${k.title}`}>Word</a>],
              ['Образец', (k) => <a href={fileOf(k, active(k), 'preview', organisation)} download aria-label={`Скачать образец PDF: ${k.title}`}>PDF</a>],
            ]}
          />
        </Page>
      )}
    </Loaded>
  );
}
