import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { asProblem } from '../api/problem';
import { showFailed } from '../ui/undo';
import { startExport, type ExportSource } from './exports';

interface Props {
  source: ExportSource;
  query: () => { filters: Record<string, string>; sort: string; columns: string[] };
  disabled?: boolean;
}

/** The whole list as shown: its filters, order and columns, not only the page. */
export function ExportMenu({ source, query, disabled }: Props) {
  const [busy, setBusy] = useState(false);
  const start = async (format: 'xlsx' | 'csv') => {
    setBusy(true);
    try {
      await startExport(source, format, query());
    } catch (error) {
      showFailed(asProblem(error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="sm" leftSection={<IconDownload size={16} />} loading={busy} disabled={disabled ?? false}>Выгрузить</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void start('xlsx')}>Excel, с пояснениями столбцов</Menu.Item>
        <Menu.Item onClick={() => void start('csv')}>CSV</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
