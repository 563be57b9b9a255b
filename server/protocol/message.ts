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

/** How far a message that asks for it has been confirmed. */
export interface Confirmation {
  /** How many were in the room when it was sent, without its sender. */
  askedCount: number;
  /** How many of those have confirmed. */
  confirmedCount: number;
  /** Whether the reader has; not in events, which everybody gets alike. */
  isConfirmed?: boolean;
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
  /** Where it asks everybody to confirm that they have read it. */
  confirmation?: Confirmation;
  clientMessageId: string;
}
