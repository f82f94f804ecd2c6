import type { ImportStatus } from './types';

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

export const rowWords = ['строка', 'строки', 'строк'] as const;
