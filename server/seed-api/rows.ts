import type { Message } from '../protocol/message.ts';
import type { User } from '../protocol/user.ts';
import { otherInDirectRoom } from '../services/read-newest.ts';
import type { ServiceContext } from '../services/service-context.ts';
import { pictureUrls } from '../services/store-picture.ts';
import { contentOf, type View } from './content.ts';
import { escapeHtml } from './html.ts';
import { hostTime } from './host-time.ts';

/** A message as the original's HTTP answers show it: a row of its table, with its author's name and picture. */
export interface MessageRow {
  avatar_id: string;
  content: string;
  created_at: string;
  deleted_at: null;
  id: number;
  image_url: string;
  room_id: number;
  /** 0 for what was said in a room. */
  to_user_id: number;
  updated_at: string;
  user_id: number;
  username: string;
}

export interface UserInfo {
  avatar_id: string;
  uid: number;
  username: string;
}

export function userInfo({ id, username, avatarId }: User): UserInfo {
  return { avatar_id: avatarId, uid: Number(id), username: escapeHtml(username) };
}

/**
 * Messages as rows, in the order given.
 *
 * @param base the address the client itself uses, for pictures
 * @param directRoomId what stands as the room of direct messages, which in the original is where they were written
 */
export async function messageRows(
  context: ServiceContext,
  messages: readonly Message[],
  base: string,
  directRoomId: number,
): Promise<MessageRow[]> {
  const view = await viewOf(context, messages, base);
  return messages.map((message) => {
    const roomId = Number(message.roomId);
    const senderId = Number(message.senderId);
    const otherId = otherInDirectRoom(context, roomId, senderId);
    const { content, imageUrl } = contentOf(message, view);
    return {
      avatar_id: context.directory.author(senderId)?.avatarId ?? '0',
      content,
      created_at: hostTime(message.createdAt),
      deleted_at: null,
      id: Number(message.id),
      image_url: imageUrl,
      room_id: otherId === undefined ? roomId : directRoomId,
      to_user_id: otherId ?? 0,
      updated_at: hostTime(message.editedAt ?? message.createdAt),
      user_id: senderId,
      username: escapeHtml(message.senderName),
    };
  });
}

/** How these messages are shown to a client that uses this address. */
export async function viewOf(
  context: ServiceContext,
  messages: readonly Pick<Message, 'files'>[],
  base: string,
): Promise<View> {
  const fileIds = messages.flatMap((message) => message.files.map((file) => file.id));
  return {
    base,
    pictures: fileIds.length === 0 ? new Map() : await pictureUrls(context, fileIds),
    showsForeignPictures: context.settings.get().imageHosts.enabled,
  };
}
