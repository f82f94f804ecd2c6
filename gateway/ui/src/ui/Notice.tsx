import { Box, type BoxProps } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconExclamationCircle, IconInfoCircle, type Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Notice.module.css';

type Tone = 'good' | 'warn' | 'bad' | 'calm';

const icons: Record<Tone, Icon> = { good: IconCircleCheck, warn: IconAlertTriangle, bad: IconExclamationCircle, calm: IconInfoCircle };

interface Props extends BoxProps {
  tone?: Tone;
  title?: string;
  icon?: Icon;
  children?: ReactNode;
}

/** A message inside the page. A refusal is announced at once, the rest politely. */
export function Notice({ tone = 'calm', title, icon, children, className, ...box }: Props) {
  const NoticeIcon = icon ?? icons[tone];
  return (
    <Box className={className ? `${classes.notice} ${className}` : classes.notice} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'} {...box}>
      <NoticeIcon size={18} stroke={1.8} aria-hidden className={classes.icon} />
      <div className={classes.body}>
        {title && <strong className={classes.title}>{title}</strong>}
        {children}
      </div>
    </Box>
  );
}
