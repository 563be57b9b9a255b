import { useState } from 'react';

/**
 * Shows a choice at once while somebody else still has to take it: until the value itself changes, or `action` says
 * that it was refused. Gives the value to show and the way to choose another.
 */
export function usePending<Value>(
  value: Value,
  action: (chosen: Value) => Promise<boolean>,
): [shown: Value, choose: (chosen: Value) => void] {
  const [pending, setPending] = useState<{ chosen: Value; before: Value } | null>(null);
  const choose = (chosen: Value) => {
    const mine = { chosen, before: value };
    setPending(mine);
    void action(chosen).then((isTaken) => {
      if (!isTaken) setPending((known) => (known === mine ? null : known));
    });
  };
  return [pending?.before === value ? pending.chosen : value, choose];
}
