import { useEffect, useMemo, useState } from 'react';
import type { Room } from '../../../../server/protocol/room.ts';
import type { User } from '../../../../server/protocol/user.ts';
import { useStrings } from '../../../shared/i18n/use-strings.ts';
import { nameKey } from '../../../shared/text/mentions.ts';
import { useClientState } from '../../inside/client-context.ts';
import type { CompletionQuery } from './completion-query.ts';
import { emojiNames, type NamedEmoji } from './emoji-names.ts';
import { rank } from './rank.ts';

export interface CompletionOption {
  key: string;
  /** What takes the place of what was typed. */
  insert: string;
  label: string;
  hint?: string;
  sign: { kind: 'person'; user: User } | { kind: 'text'; text: string };
}

const NO_EMOJI: readonly NamedEmoji[] = [];

/** What could be meant, the likeliest first. */
export function useOptions(query: CompletionQuery | null, room: Room): readonly CompletionOption[] {
  const { t } = useStrings();
  const users = useClientState((state) => state.users);
  const rooms = useClientState((state) => state.rooms);
  const onlineIds = useClientState((state) => state.onlineIds);
  const ownId = useClientState((state) => state.me.id);
  const emoji = useEmoji(query?.kind === 'emoji');
  return useMemo(() => {
    if (query === null) return [];
    switch (query.kind) {
      case 'person': {
        // "@Ada " is complete, even where there is an Ada Lovelace too.
        const whole = query.wanted.endsWith(' ') ? nameKey(query.wanted.trimEnd()) : null;
        if (whole !== null && [...users.values()].some(({ username }) => nameKey(username) === whole))
          return [];
        const everybody = t('writing.everybody');
        // Of a room that everybody is in, nobody is listed.
        const members = room.memberIds && new Set(room.memberIds);
        const isMember = ({ id }: User) => members?.has(id) ?? true;
        // Those one is most likely to mean: in this room, and here now.
        const weight = (user: User) => (isMember(user) ? 0 : 2) + (onlineIds.has(user.id) ? 0 : 1);
        const people = [...users.values()]
          .filter(({ id }) => id !== ownId)
          .sort((one, other) => weight(one) - weight(other));
        const found: CompletionOption[] = rank(people, query.wanted, ({ username }) => [username]).map(
          (user) => ({
            key: user.id,
            insert: `@${user.username} `,
            label: user.username,
            ...(room.kind !== 'direct' && !isMember(user) && { hint: t('writing.notInRoom') }),
            sign: { kind: 'person', user },
          }),
        );
        if (room.kind !== 'direct' && everybody.startsWith(query.wanted.toLocaleLowerCase()))
          found.push({
            key: 'everybody',
            insert: `@${everybody} `,
            label: everybody,
            hint: t('writing.everybodyHint'),
            sign: { kind: 'text', text: '@' },
          });
        return found;
      }
      case 'room':
        return rank(
          [...rooms.values()].filter(({ kind }) => kind !== 'direct'),
          query.wanted,
          ({ name }) => [name],
        ).map(({ id, name, topic }) => ({
          key: id,
          insert: `#${name} `,
          label: name,
          ...(topic !== '' && { hint: topic }),
          sign: { kind: 'text', text: '#' },
        }));
      case 'emoji':
        return rank(emoji, query.wanted.replace(/_/g, ' '), ({ label, tags = [] }) => [label, ...tags]).map(
          ({ emoji: sign, label }) => ({
            key: sign,
            insert: `${sign} `,
            label,
            sign: { kind: 'text', text: sign },
          }),
        );
    }
  }, [emoji, onlineIds, ownId, query, room, rooms, t, users]);
}

/** Fetched when the first emoji is asked for by its name. */
function useEmoji(isWanted: boolean): readonly NamedEmoji[] {
  const { language } = useStrings();
  const [names, setNames] = useState(NO_EMOJI);
  useEffect(() => {
    if (!isWanted) return;
    let isCurrent = true;
    void emojiNames(language).then((found) => {
      if (isCurrent) setNames(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [isWanted, language]);
  return names;
}
