import { Button, type ButtonProps } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { asProblem } from '../api/problem';
import { showFailed } from '../ui/undo';

interface Props extends ButtonProps {
  /** What the first tap says and what the second one asks to be sure of. */
  first: string;
  second: string;
  run: () => Promise<unknown>;
}

/** Two taps in the same place: quick on a phone, and a slip of the finger confirms nothing. */
export function TwoTap({ first, second, run, ...button }: Props) {
  const [armed, setArmed] = useState(false);
  const action = useMutation({ mutationFn: run, onError: (error) => showFailed(asProblem(error).message), onSettled: () => setArmed(false) });
  useEffect(() => {
    if (!armed) return undefined;
    const timer = setTimeout(() => setArmed(false), 6000);
    return () => clearTimeout(timer);
  }, [armed]);
  return (
    <Button
      {...button}
      variant={armed ? 'filled' : (button.variant ?? 'light')}
      color={armed ? 'green.8' : (button.color ?? undefined)}
      leftSection={armed ? <IconCheck size={17} aria-hidden /> : undefined}
      loading={action.isPending}
      onClick={() => (armed ? action.mutate() : setArmed(true))}
    >
      {armed ? second : first}
    </Button>
  );
}
