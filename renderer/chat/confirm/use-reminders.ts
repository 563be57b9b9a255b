import { useEffect } from 'react';
import { useToast } from '../../shared/components/toasts.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClient, useClientState } from '../inside/client-context.ts';

/** Says in passing when somebody asks again for a confirmation. */
export function useReminders(): void {
  const { t } = useStrings();
  const say = useToast();
  const client = useClient();
  const reminder = useClientState((state) => state.reminder);
  useEffect(() => {
    if (!reminder) return;
    const { users, rooms } = client.getState();
    const room = rooms.get(reminder.roomId);
    const name = users.get(reminder.userId)?.username ?? t('common.somebody');
    if (room?.kind === 'direct') say(t('confirm.reminderDirect', { name }));
    else if (room) say(t('confirm.reminder', { name, room: room.name }));
  }, [client, reminder, say, t]);
}
