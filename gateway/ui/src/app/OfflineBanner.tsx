import { useNetwork } from '@mantine/hooks';
import { IconWifiOff } from '@tabler/icons-react';
import { Notice } from '../ui/Notice';

export function OfflineBanner() {
  const { online } = useNetwork();
  if (online !== false) return null;
  return (
    <Notice tone="warn" icon={IconWifiOff} mb="md">
      Нет связи. Введённое не пропадёт: сохраните, когда связь вернётся. Показанные данные могли устареть.
    </Notice>
  );
}
