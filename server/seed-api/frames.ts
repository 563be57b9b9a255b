import * as z from 'zod/mini';

/** The original's kinds of frame. */
export const STATUS = {
  signedInElsewhere: -1,
  heartbeat: 0,
  online: 1,
  offline: 2,
  message: 3,
  onlineUsers: 4,
  directMessage: 5,
} as const;

export type Status = (typeof STATUS)[keyof typeof STATUS];

/** What may stand in a frame of the original; all of it always does. */
export interface FrameData {
  uid: string;
  username: string;
  avatar_id: string;
  to_uid: string;
  content: string;
  image_url: string;
  room_id: string;
  count: number;
  list: readonly ListedUser[];
  /** Milliseconds since the epoch. */
  time: number;
}

export interface ListedUser {
  uid: string;
  username: string;
  room_id: string;
  avatar_id: string;
}

const NOTHING: FrameData = {
  uid: '',
  username: '',
  avatar_id: '',
  to_uid: '',
  content: '',
  image_url: '',
  room_id: '',
  count: 0,
  list: [],
  time: 0,
};

/** The client's bare text that asks for a sign of life. */
export const HEARTBEAT = 'heartbeat';
export const HEARTBEAT_OK = '{"status":0,"data":"heartbeat ok"}';
/** Tells a client to close and to stay away. */
export const SIGNED_IN_ELSEWHERE = '{"status":-1,"data":[]}';

/** A frame to a client. */
export function frame(status: Status, data: Partial<FrameData>): string {
  return JSON.stringify({ status, data: { ...NOTHING, ...data } });
}

/** Numbers are written as text or as numbers, as the client's language happens to have them. */
const textual = z._default(
  z.pipe(
    z.union([z.string(), z.number(), z.null()]),
    z.transform((value) => (value === null ? '' : String(value))),
  ),
  '',
);
const dataSchema = z.object({
  uid: textual,
  to_uid: textual,
  content: textual,
  image_url: textual,
  room_id: textual,
});
const frameSchema = z.object({
  status: z.literal([STATUS.online, STATUS.message, STATUS.onlineUsers, STATUS.directMessage]),
  data: dataSchema,
});

/** A frame from a client. Its name and picture fields are left out: who speaks is known from the session. */
export type ClientFrame = z.infer<typeof frameSchema>;

/** Judges one incoming message. @returns null for what is not a frame of a client */
export function readFrame(text: string): ClientFrame | null {
  const parsed = frameSchema.safeParse(parseJson(text));
  return parsed.success ? parsed.data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
