import { ActionIcon, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconBell } from '@tabler/icons-react';
import { Link } from 'react-router';
import { api } from '../api/client';
import { usePlace } from '../app/session';
import { counted } from '../ui/russian';
import classes from './Notification.module.css';

export const unreadKey = ['registry', 'notifications', 'unread'] as const;

/** How many things somebody has been told and has not read yet; it asks again each minute. */
export function Bell() {
  const place = usePlace();
  const { data } = useQuery({
    queryKey: [...unreadKey, place.region],
    queryFn: ({ signal }) => api.get<{ unread: number }>('/api/registry/notifications/unread', undefined, { signal }),
    refetchInterval: 60_000,
    retry: false,
  });
  const unread = data?.unread ?? 0;
  const label = unread > 0 ? `Уведомления: ${counted(unread, ['непрочитанное', 'непрочитанных', 'непрочитанных'])}` : 'Уведомления';
  return (
    <Tooltip label={label}>
      <ActionIcon component={Link} to="/notifications" variant="subtle" color="gray" size="lg" aria-label={label} className={classes.bell}>
        <IconBell size={19} />
        {unread > 0 && <span className={classes.count} aria-hidden>{unread > 99 ? '99+' : unread}</span>}
      </ActionIcon>
    </Tooltip>
  );
}
