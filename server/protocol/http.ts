import * as z from 'zod/mini';
import { idSchema } from './ids.ts';
import { LIMITS, SLOW_MODE_CHOICES_SECONDS, type PublicLimits } from './limits.ts';
import type { Message, MessageFile } from './message.ts';
import type { Room } from './room.ts';
import { wholeNumberSchema } from './query-numbers.ts';
import { avatarIdSchema, lineSchema, passwordSchema, usernameSchema } from './text.ts';
import type { Me, Person } from './user.ts';

/** Who may join: anyone with a name, only with a password of their own, or nobody new. */
export const joinPolicySchema = z.enum(['open', 'password', 'closed']);
export type JoinPolicy = z.infer<typeof joinPolicySchema>;

/** Places outside the LAN that keep pictures, as far as this host knows how to speak to them. */
export const imageHostNameSchema = z.enum(['freeimage', 'smms']);
export type ImageHostName = z.infer<typeof imageHostNameSchema>;

/** A key goes into a header or a form field, so it is visible ASCII. */
const imageHostKeySchema = z
  .string()
  .check(z.minLength(1), z.maxLength(LIMITS.imageHostKeyMaxChars), z.regex(/^[\x21-\x7e]+$/));
const pinSchema = z.string().check(z.regex(/^\d{6}$/));
/** An IP literal without brackets or zone, or in other words what an adapter has. */
const addressSchema = z.union([z.ipv4(), z.ipv6()]);

// --- Requests ---

export const setupRequestSchema = z.object({
  token: z.string().check(z.minLength(1), z.maxLength(200)),
  username: usernameSchema,
  password: passwordSchema,
  avatarId: z.optional(avatarIdSchema),
  serverName: z.optional(lineSchema(LIMITS.serverNameMaxChars)),
});
export const joinRequestSchema = z.object({
  username: usernameSchema,
  password: z.optional(passwordSchema),
  avatarId: z.optional(avatarIdSchema),
  pin: z.optional(z.string().check(z.maxLength(32))),
  inviteCode: z.optional(z.string().check(z.maxLength(64))),
});
/** Sign-in accepts any text: a wrong form is simply a wrong name or password. */
export const signInRequestSchema = z.object({
  username: z.string().check(z.minLength(1), z.maxLength(LIMITS.usernameMaxChars * 4)),
  password: z.string().check(z.minLength(1), z.maxLength(LIMITS.passwordMaxChars)),
});
/** GET /session/enter. */
export const enterQuerySchema = z.object({
  ticket: z.string().check(z.minLength(1), z.maxLength(200)),
});
export const updateMeRequestSchema = z.object({
  username: z.optional(usernameSchema),
  avatarId: z.optional(avatarIdSchema),
  password: z.optional(passwordSchema),
  currentPassword: z.optional(z.string().check(z.maxLength(LIMITS.passwordMaxChars))),
});
export const createRoomRequestSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('public'),
    name: lineSchema(LIMITS.roomNameMaxChars),
    topic: z.optional(z.string().check(z.maxLength(LIMITS.roomTopicMaxChars))),
    isDefault: z.optional(z.boolean()),
    memberIds: z.optional(z.array(idSchema).check(z.maxLength(LIMITS.roomMembersPerRequestMax))),
  }),
  z.object({
    kind: z.literal('private'),
    name: lineSchema(LIMITS.roomNameMaxChars),
    topic: z.optional(z.string().check(z.maxLength(LIMITS.roomTopicMaxChars))),
    memberIds: z.optional(z.array(idSchema).check(z.maxLength(LIMITS.roomMembersPerRequestMax))),
  }),
  z.object({ kind: z.literal('direct'), userId: idSchema }),
]);
export const updateRoomRequestSchema = z.object({
  name: z.optional(lineSchema(LIMITS.roomNameMaxChars)),
  topic: z.optional(z.string().check(z.maxLength(LIMITS.roomTopicMaxChars))),
  isArchived: z.optional(z.boolean()),
  isAnnounceOnly: z.optional(z.boolean()),
  slowModeSeconds: z.optional(z.literal(SLOW_MODE_CHOICES_SECONDS)),
});
export const addMembersRequestSchema = z.object({
  userIds: z.array(idSchema).check(z.minLength(1), z.maxLength(LIMITS.roomMembersPerRequestMax)),
});
export const historyQuerySchema = z
  .object({
    before: z.optional(wholeNumberSchema),
    after: z.optional(wholeNumberSchema),
    limit: z._default(
      z.pipe(wholeNumberSchema, z.int().check(z.gte(1), z.lte(LIMITS.historyPageMax))),
      LIMITS.historyPageDefault,
    ),
  })
  .check(z.refine((query) => query.before === undefined || query.after === undefined));
export const updateSettingsRequestSchema = z.object({
  serverName: z.optional(lineSchema(LIMITS.serverNameMaxChars)),
  joinPolicy: z.optional(joinPolicySchema),
  /** Six digits, or null for none. */
  pin: z.optional(z.nullable(pinSchema)),
  oneSessionPerAccount: z.optional(z.boolean()),
  /** Of the Wi-Fi to be in, as the host screen shows it; null for none. */
  wifiName: z.optional(z.nullable(lineSchema(LIMITS.wifiNameMaxChars))),
  /** While true, nobody new comes in; people with an account sign in as ever. */
  isJoiningPaused: z.optional(z.boolean()),
  /** The address for the QR code; null leaves the choice to the host. */
  chosenAddress: z.optional(z.nullable(addressSchema)),
  /** From the next start on; null keeps the present one. */
  port: z.optional(z.nullable(z.int().check(z.gte(LIMITS.portMin), z.lte(LIMITS.portMax)))),
  files: z.optional(
    z.object({
      fileMaxBytes: z.optional(z.int().check(z.gte(1), z.lte(LIMITS.fileMaxBytesCeiling))),
      userQuotaBytes: z.optional(z.int().check(z.gte(0), z.lte(LIMITS.quotaBytesCeiling))),
      totalQuotaBytes: z.optional(z.int().check(z.gte(0), z.lte(LIMITS.quotaBytesCeiling))),
    }),
  ),
  imageHosts: z.optional(
    z.object({
      enabled: z.optional(z.boolean()),
      /** Tried in this order. A host that is left out is never called. */
      order: z.optional(
        z
          .array(imageHostNameSchema)
          .check(z.refine((names) => new Set(names).size === names.length && names.length > 0)),
      ),
      /** Write-only; null takes it away. */
      freeimageKey: z.optional(z.nullable(imageHostKeySchema)),
      /** Write-only; null takes it away. */
      smmsToken: z.optional(z.nullable(imageHostKeySchema)),
    }),
  ),
});

export type SetupRequest = z.infer<typeof setupRequestSchema>;
export type JoinRequest = z.infer<typeof joinRequestSchema>;
export type SignInRequest = z.infer<typeof signInRequestSchema>;
export type UpdateMeRequest = z.infer<typeof updateMeRequestSchema>;
export type CreateRoomRequest = z.infer<typeof createRoomRequestSchema>;
export type UpdateRoomRequest = z.infer<typeof updateRoomRequestSchema>;
export type AddMembersRequest = z.infer<typeof addMembersRequestSchema>;
export type HistoryQuery = z.infer<typeof historyQuerySchema>;
export type UpdateSettingsRequest = z.infer<typeof updateSettingsRequestSchema>;

// --- Answers ---

/** GET /server. No sign-in needed. */
export interface ServerInfo {
  id: string;
  name: string;
  version: string;
  setupRequired: boolean;
  join: { policy: JoinPolicy; pinRequired: boolean; isPaused: boolean };
  /** Connected just now. */
  peopleOnline: number;
  limits: PublicLimits;
}
/** POST /setup, /join, /session. Browsers use the cookie that comes with it; the token is for everything else. */
export interface SignedIn {
  user: Me;
  token: string;
}
/** GET /rooms. */
export interface RoomsAnswer {
  rooms: Room[];
}
/** POST /rooms, PATCH /rooms/:id. */
export interface RoomAnswer {
  room: Room;
}
/** GET /rooms/:id/messages, oldest first. */
export interface HistoryAnswer {
  messages: Message[];
  hasMore: boolean;
}
/** GET /users. */
export interface PeopleAnswer {
  users: Person[];
}
/** GET and PATCH /admin/settings. */
export interface Settings {
  serverName: string;
  joinPolicy: JoinPolicy;
  pin: string | null;
  oneSessionPerAccount: boolean;
  wifiName: string | null;
  isJoiningPaused: boolean;
  chosenAddress: string | null;
  /** The port an admin chose, tried first at every start; null where the host's own choice holds. */
  port: number | null;
  files: FileSettings;
  imageHosts: {
    enabled: boolean;
    order: ImageHostName[];
    /** Keys are written, never shown: here stands only whether there is one. */
    hasFreeimageKey: boolean;
    hasSmmsToken: boolean;
  };
}
/** What files may take, in bytes. */
export interface FileSettings {
  /** Of one file. */
  fileMaxBytes: number;
  /** Of all files of one person. */
  userQuotaBytes: number;
  /** Of all files on the host's disk; the same content counts once. */
  totalQuotaBytes: number;
}
/** POST /files, POST /resumable-uploads/:id/file. */
export interface FileAnswer {
  file: MessageFile;
}
