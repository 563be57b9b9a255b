import './typing-line.css';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClientState } from '../inside/client-context.ts';

const NOBODY: readonly string[] = [];

/** Who is writing just now. Always of one height, so that nothing moves when somebody starts. */
export function TypingLine({ roomId }: { roomId: string }) {
  const { t } = useStrings();
  const ids = useClientState((state) => state.typing.get(roomId) ?? NOBODY);
  const users = useClientState((state) => state.users);
  const names = ids.map((id) => users.get(id)?.username ?? t('common.somebody'));
  const [first, second] = names;

  let text = '';
  if (names.length > 2) text = t('typing.several');
  else if (first !== undefined && second !== undefined) text = t('typing.two', { first, second });
  else if (first !== undefined) text = t('typing.one', { name: first });
  return (
    <p className="typing-line" aria-live="off">
      {text !== '' && (
        <>
          <span className="typing-line__dots" aria-hidden>
            <i />
            <i />
            <i />
          </span>
          <span className="typing-line__text">{text}</span>
        </>
      )}
    </p>
  );
}
