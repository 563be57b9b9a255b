export interface Reaction {
  emoji: string;
  /** In the order in which they reacted. */
  userIds: string[];
}

/** A file that belongs to a message. */
export interface MessageFile {
  id: string;
  name: string;
  mime: string;
  size: number;
  width?: number;
  height?: number;
  url: string;
  /** A WebP of at most `LIMITS.thumbnailMaxWidth` by `thumbnailMaxHeight`, upright, without the picture's metadata. */
  thumbnailUrl?: string;
  /** A picture's colours in a few pixels: the base64 of a WebP, to be shown large until the picture is there. */
  preview?: string;
}

export interface Message {
  id: string;
  /** Its place in the one order that everybody shares. */
  seq: number;
  roomId: string;
  senderId: string;
  senderName: string;
  /** Empty once deleted. */
  text: string;
  createdAt: string;
  editedAt?: string;
  deletedAt?: string;
  replyToId?: string;
  files: MessageFile[];
  reactions: Reaction[];
  clientMessageId: string;
}
