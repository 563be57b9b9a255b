import './confirmations-dialog.css';
import { BellRing } from 'lucide-react';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { ConfirmationsAnswer } from '../../../server/protocol/confirmation-http.ts';
import type { Failure } from '../../client/types.ts';
import { Button } from '../../shared/components/button.tsx';
import { Dialog } from '../../shared/components/dialog.tsx';
import { SkeletonLines } from '../../shared/components/skeleton.tsx';
import { useToast } from '../../shared/components/toasts.tsx';
import { useBusy } from '../../shared/hooks/use-busy.ts';
import { timeOfDay } from '../../shared/i18n/times.ts';
import { useReason } from '../../shared/i18n/use-reason.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { countdown, useSecondsUntil } from '../composer/use-slow-mode.ts';
import { useClient, useClientState } from '../inside/client-context.ts';
import { PersonLines } from './person-lines.tsx';

interface Props {
  roomId: string;
  messageId: string;
  onClose: () => void;
}

/** Who has confirmed a message and, before all, who has not; follows what happens. */
export function ConfirmationsDialog({ roomId, messageId, onClose }: Props) {
  const { t, language } = useStrings();
  const reason = useReason();
  const [list, setList] = useConfirmations(roomId, messageId);
  const users = useClientState((state) => state.users);
  return (
    <Dialog title={t('confirm.title')} onClose={onClose}>
      {list === null && (
        <div className="confirmations" aria-busy>
          <p className="visually-hidden">{t('confirm.loading')}</p>
          <SkeletonLines widths={[60, 80, 70]} />
        </div>
      )}
      {list !== null && 'ok' in list && (
        <p className="dialog__text" role="alert">
          {reason(list)}
        </p>
      )}
      {list !== null && 'missing' in list && (
        <div className="confirmations">
          <section aria-labelledby="confirm-missing">
            <h3 id="confirm-missing">{t('confirm.missing', { number: list.missing.length })}</h3>
            {list.missing.length === 0 ? (
              <p className="confirmations__none">{t('confirm.noneMissing')}</p>
            ) : (
              <>
                <PersonLines people={list.missing.map((id) => ({ id }))} users={users} />
                <Remind list={list} messageId={messageId} onReminded={setList} />
              </>
            )}
          </section>
          <section aria-labelledby="confirm-confirmed">
            <h3 id="confirm-confirmed">{t('confirm.confirmed', { number: list.confirmed.length })}</h3>
            {list.confirmed.length === 0 && <p className="confirmations__none">{t('confirm.noneYet')}</p>}
            <PersonLines
              people={list.confirmed.map(({ userId, at }) => ({ id: userId, note: timeOfDay(at, language) }))}
              users={users}
            />
          </section>
          {list.later.length > 0 && (
            <section aria-labelledby="confirm-later">
              <h3 id="confirm-later">{t('confirm.later', { number: list.later.length })}</h3>
              <PersonLines people={list.later.map((id) => ({ id }))} users={users} />
            </section>
          )}
        </div>
      )}
    </Dialog>
  );
}

interface RemindProps {
  list: ReadList;
  messageId: string;
  onReminded: () => void;
}

function Remind({ list, messageId, onReminded }: RemindProps) {
  const { t } = useStrings();
  const client = useClient();
  const reason = useReason();
  const say = useToast();
  const [isBusy, run] = useBusy();
  const waitSeconds = useSecondsUntil(list.remindableAt);

  async function remind() {
    const answer = await client.remind(messageId);
    say(answer.ok ? t('confirm.reminded') : reason(answer));
    onReminded();
  }

  if (waitSeconds > 0)
    return (
      <p className="confirmations__none" role="timer">
        {t('confirm.remindAgain', { time: countdown(waitSeconds) })}
      </p>
    );
  return (
    <Button
      isBusy={isBusy}
      icon={<BellRing size={18} aria-hidden />}
      onClick={() => {
        run(remind);
      }}
    >
      {t('confirm.remind', { count: list.missing.length })}
    </Button>
  );
}

/** With the time, in ms since the epoch, from which on people may be reminded again. */
type ReadList = ConfirmationsAnswer & { remindableAt: number };
type Listed = ReadList | Failure | null;

/** The list, read anew whenever somebody confirms; and the way to read it anew. */
function useConfirmations(roomId: string, messageId: string): [Listed, () => void] {
  const client = useClient();
  const [list, setList] = useState<Listed>(null);
  const [turn, setTurn] = useState(0);
  const confirmedCount = useConfirmedCount(roomId, messageId);
  // People who come and go change who is missing.
  const userCount = useClientState((state) => state.users.size);
  useEffect(() => {
    let isCurrent = true;
    void client.confirmations(messageId).then((answer) => {
      if (!isCurrent) return;
      if (!answer.ok) setList(answer);
      else setList({ ...answer.value, remindableAt: Date.now() + answer.value.remindWaitSeconds * 1_000 });
    });
    return () => {
      isCurrent = false;
    };
  }, [client, messageId, confirmedCount, userCount, turn]);
  return [
    list,
    useCallback(() => {
      setTurn((before) => before + 1);
    }, []),
  ];
}

/** As the timeline holds it. */
function useConfirmedCount(roomId: string, messageId: string): number {
  const timeline = useClient().timeline(roomId);
  const subscribe = useCallback((listener: () => void) => timeline.subscribe(listener), [timeline]);
  return useSyncExternalStore(
    subscribe,
    () => timeline.getState().messages.find(({ id }) => id === messageId)?.confirmation?.confirmedCount ?? 0,
  );
}
