import type { ImportKind, ImportStatus } from './types';

export const importStatusWords: Record<ImportStatus, { label: string }> = {
  uploaded: { label: 'Файл принят' },
  checking: { label: 'Проверяется' },
  checked: { label: 'Проверен' },
  loading: { label: 'Загружается' },
  loaded: { label: 'Загружено' },
  stopped: { label: 'Остановлено' },
  undoing: { label: 'Отменяется' },
  undone: { label: 'Отменено' },
  partly: { label: 'Отменено частично' },
  failed: { label: 'Не прочитан' },
};

/** What can be loaded, and what the page says of it. */
export const importKinds: Record<ImportKind, { label: string; hint: string; update: string; list?: { label: string; to: string } }> = {
  people: {
    label: 'Сотрудники и обучающиеся', hint: 'В шаблоне — списки вашего региона и столбцы, которые нужны организации вашего вида.',
    update: 'Обновить контакты, должность и класс', list: { label: 'Открыть список', to: '/people' },
  },
  organisations: {
    label: 'Организации', hint: 'Муниципалитеты и организации одной таблицей; вышестоящую назовите по названию, ИНН или ОКТМО.',
    update: 'Обновить названия, коды и контакты', list: { label: 'Открыть дерево', to: '/organisation/tree' },
  },
  population: {
    label: 'Численность', hint: 'Числа с датой и источником. Загрузка института утверждает их сразу, если в столбце «Утвердить» не стоит «Нет».',
    update: 'Заменить прежние числа; они останутся в истории',
  },
};

export const rowWords = ['строка', 'строки', 'строк'] as const;
