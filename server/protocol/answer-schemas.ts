import * as z from 'zod/mini';
import type {
  AdapterReport,
  AdapterKind,
  Arrival,
  DoctorFinding,
  DoctorReport,
  HostState,
  JoinAddress,
  NearbyAnswer,
  NearbyHost,
} from './admin.ts';
import type { ConfirmationsAnswer } from './confirmation-http.ts';
import { DOCTOR_CODES, type DoctorCode } from './doctor-codes.ts';
import { ERROR_CODES, type ErrorBody } from './errors.ts';
import {
  imageHostNameSchema,
  joinPolicySchema,
  type FileAnswer,
  type FileSettings,
  type HistoryAnswer,
  type PeopleAnswer,
  type RoomAnswer,
  type RoomsAnswer,
  type ServerInfo,
  type Settings,
  type SignedIn,
} from './http.ts';
import { idSchema, seqSchema } from './ids.ts';
import { PUBLIC_LIMITS, type PublicLimits } from './limits.ts';
import type { Confirmation, Message, MessageFile, Reaction } from './message.ts';
import type { Room } from './room.ts';
import type { SentAnswer } from './send-http.ts';
import type { SearchAnswer, SearchHit, SnippetPart } from './search-http.ts';
import type { Me, Person, User } from './user.ts';

/*
 * The answers as schemas, for the description of the API and for tests that hold real answers against it. The types
 * stay where they are; each schema here must be exactly its type, or it does not compile: a field that a type gets,
 * its schema gets too. Pages do not load this file.
 */

/** Assignable both ways, and with the same fields: one that may be missing would be assignable without being there. */
type Exactly<A, B> = [A, keyof A] extends [B, keyof B]
  ? [B, keyof B] extends [A, keyof A]
    ? unknown
    : 'differs from its type'
  : 'differs from its type';

/** By the name under which the description of the API knows it. */
export const ANSWER_NAMES = z.registry<{ id: string }>();

/** A schema that is exactly `Answer`, under its name. */
function named<Answer>() {
  return <Schema extends z.ZodMiniType>(
    id: string,
    schema: Schema & Exactly<z.infer<Schema>, Answer>,
  ): Schema => {
    ANSWER_NAMES.add(schema, { id });
    return schema;
  };
}

const time = z.iso.datetime();
const count = z.int().check(z.gte(0));
const millis = z.number();

// --- People ---

const userFields = {
  id: idSchema,
  username: z.string(),
  avatarId: z.string(),
  role: z.enum(['owner', 'admin', 'member', 'guest']),
  createdAt: time,
};
export const userSchema = named<User>()('User', z.object(userFields));
export const meSchema = named<Me>()('Me', z.object({ ...userFields, hasPassword: z.boolean() }));
export const personSchema = named<Person>()('Person', z.object({ ...userFields, isOnline: z.boolean() }));
export const peopleAnswerSchema = named<PeopleAnswer>()(
  'PeopleAnswer',
  z.object({ users: z.array(personSchema) }),
);
export const signedInSchema = named<SignedIn>()('SignedIn', z.object({ user: meSchema, token: z.string() }));

// --- Messages and files ---

const reactionSchema = named<Reaction>()(
  'Reaction',
  z.object({ emoji: z.string(), userIds: z.array(idSchema) }),
);
const messageFileSchema = named<MessageFile>()(
  'MessageFile',
  z.object({
    id: idSchema,
    name: z.string(),
    mime: z.string(),
    size: count,
    width: z.exactOptional(count),
    height: z.exactOptional(count),
    url: z.string(),
    thumbnailUrl: z.exactOptional(z.string()),
    preview: z.exactOptional(z.string()),
  }),
);
const confirmationSchema = named<Confirmation>()(
  'Confirmation',
  z.object({ askedCount: count, confirmedCount: count, isConfirmed: z.exactOptional(z.boolean()) }),
);
export const messageSchema = named<Message>()(
  'Message',
  z.object({
    id: idSchema,
    seq: seqSchema,
    roomId: idSchema,
    senderId: idSchema,
    senderName: z.string(),
    text: z.string(),
    createdAt: time,
    editedAt: z.exactOptional(time),
    deletedAt: z.exactOptional(time),
    replyToId: z.exactOptional(idSchema),
    files: z.array(messageFileSchema),
    reactions: z.array(reactionSchema),
    confirmation: z.exactOptional(confirmationSchema),
    clientMessageId: z.string(),
  }),
);
export const historyAnswerSchema = named<HistoryAnswer>()(
  'HistoryAnswer',
  z.object({ messages: z.array(messageSchema), hasMore: z.boolean() }),
);
export const messageAnswerSchema = named<{ message: Message }>()(
  'MessageAnswer',
  z.object({ message: messageSchema }),
);
export const sentAnswerSchema = named<SentAnswer>()(
  'SentAnswer',
  z.object({ messageId: idSchema, seq: seqSchema, isRepeat: z.boolean() }),
);
export const fileAnswerSchema = named<FileAnswer>()('FileAnswer', z.object({ file: messageFileSchema }));
export const confirmationsAnswerSchema = named<ConfirmationsAnswer>()(
  'ConfirmationsAnswer',
  z.object({
    confirmed: z.array(z.object({ userId: idSchema, at: time })),
    missing: z.array(idSchema),
    later: z.array(idSchema),
    remindWaitSeconds: count,
  }),
);

// --- Search ---

const snippetPartSchema = named<SnippetPart>()(
  'SnippetPart',
  z.object({ text: z.string(), isMatch: z.boolean() }),
);
const searchHitSchema = named<SearchHit>()(
  'SearchHit',
  z.object({ message: messageSchema, snippet: z.array(snippetPartSchema) }),
);
export const searchAnswerSchema = named<SearchAnswer>()(
  'SearchAnswer',
  z.object({
    hits: z.array(searchHitSchema),
    hasMore: z.boolean(),
    nextBefore: z.nullable(seqSchema),
    unknownFilters: z.array(z.string()),
    isIndexing: z.boolean(),
  }),
);

// --- Rooms ---

export const roomSchema = named<Room>()(
  'Room',
  z.object({
    id: idSchema,
    kind: z.enum(['public', 'private', 'direct']),
    name: z.string(),
    topic: z.string(),
    isDefault: z.boolean(),
    joined: z.boolean(),
    createdById: z.nullable(idSchema),
    createdAt: time,
    archivedAt: z.nullable(time),
    isAnnounceOnly: z.boolean(),
    slowModeSeconds: count,
    slowModeWaitSeconds: count,
    memberCount: count,
    onlineCount: count,
    unreadCount: count,
    lastSeq: seqSchema,
    lastReadSeq: seqSchema,
    memberIds: z.nullable(z.array(idSchema)),
    toConfirmIds: z.array(idSchema),
    otherReadSeq: z.nullable(seqSchema),
  }),
);
export const roomsAnswerSchema = named<RoomsAnswer>()(
  'RoomsAnswer',
  z.object({ rooms: z.array(roomSchema) }),
);
export const roomAnswerSchema = named<RoomAnswer>()('RoomAnswer', z.object({ room: roomSchema }));

// --- The host ---

const publicLimitsSchema = named<PublicLimits>()(
  'PublicLimits',
  z.record(z.enum(Object.keys(PUBLIC_LIMITS) as (keyof PublicLimits)[]), z.number()),
);
export const serverInfoSchema = named<ServerInfo>()(
  'ServerInfo',
  z.object({
    id: z.string(),
    name: z.string(),
    version: z.string(),
    setupRequired: z.boolean(),
    join: z.object({ policy: joinPolicySchema, pinRequired: z.boolean(), isPaused: z.boolean() }),
    peopleOnline: count,
    limits: publicLimitsSchema,
  }),
);
const fileSettingsSchema = named<FileSettings>()(
  'FileSettings',
  z.object({ fileMaxBytes: count, userQuotaBytes: count, totalQuotaBytes: count }),
);
export const settingsSchema = named<Settings>()(
  'Settings',
  z.object({
    serverName: z.string(),
    joinPolicy: joinPolicySchema,
    pin: z.nullable(z.string()),
    oneSessionPerAccount: z.boolean(),
    wifiName: z.nullable(z.string()),
    isJoiningPaused: z.boolean(),
    chosenAddress: z.nullable(z.string()),
    port: z.nullable(count),
    files: fileSettingsSchema,
    imageHosts: z.object({
      enabled: z.boolean(),
      order: z.array(imageHostNameSchema),
      hasFreeimageKey: z.boolean(),
      hasSmmsToken: z.boolean(),
    }),
  }),
);
const adapterKindSchema = named<AdapterKind>()(
  'AdapterKind',
  z.enum([
    'wifi',
    'ethernet',
    'vpn',
    'docker',
    'wsl',
    'virtualbox',
    'vmware',
    'hyperv',
    'tailscale',
    'bridge',
    'link-local',
    'loopback',
    'other',
  ]),
);
const joinAddressSchema = named<JoinAddress>()(
  'JoinAddress',
  z.object({
    url: z.string(),
    address: z.string(),
    type: z.enum(['address', 'name', 'localhost']),
    kind: z.nullable(adapterKindSchema),
    interfaceName: z.nullable(z.string()),
  }),
);
const arrivalSchema = named<Arrival>()(
  'Arrival',
  z.object({
    userId: z.int(),
    username: z.string(),
    avatarId: z.string(),
    at: millis,
    isOtherDevice: z.boolean(),
  }),
);
export const hostStateSchema = named<HostState>()(
  'HostState',
  z.object({
    serverId: z.string(),
    name: z.string(),
    version: z.string(),
    startedAt: millis,
    port: count,
    portAfterRestart: z.nullable(count),
    addresses: z.array(joinAddressSchema),
    best: z.nullable(joinAddressSchema),
    chosenAddress: z.nullable(z.string()),
    localName: z.nullable(z.string()),
    join: z.object({ policy: joinPolicySchema, isPaused: z.boolean(), pin: z.nullable(z.string()) }),
    wifiName: z.nullable(z.string()),
    people: z.object({ online: count, known: count, connections: count, connectionsElsewhere: count }),
    arrivals: z.array(arrivalSchema),
    hasOtherDeviceArrived: z.boolean(),
    rates: z.object({ messagesPerMinute: z.number(), deliveriesPerMinute: z.number() }),
    disk: z.object({ databaseBytes: count, fileBytes: count, freeBytes: z.nullable(count) }),
  }),
);
const doctorFindingSchema = named<DoctorFinding>()(
  'DoctorFinding',
  z.object({
    code: z.enum(Object.keys(DOCTOR_CODES) as DoctorCode[]),
    level: z.enum(['good', 'note', 'problem']),
    values: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
);
const adapterReportSchema = named<AdapterReport>()(
  'AdapterReport',
  z.object({
    interfaceName: z.string(),
    kind: adapterKindSchema,
    addresses: z.array(z.string()),
    isUseful: z.boolean(),
    isReachable: z.boolean(),
    isMdnsAnswering: z.nullable(z.boolean()),
    findings: z.array(doctorFindingSchema),
  }),
);
export const doctorReportSchema = named<DoctorReport>()(
  'DoctorReport',
  z.object({
    checkedAt: millis,
    platform: z.enum(['windows', 'macos', 'linux', 'other']),
    hasOtherDeviceArrived: z.boolean(),
    adapters: z.array(adapterReportSchema),
    findings: z.array(doctorFindingSchema),
  }),
);
const nearbyHostSchema = named<NearbyHost>()(
  'NearbyHost',
  z.object({
    serverId: z.string(),
    name: z.string(),
    version: z.string(),
    url: z.string(),
    peopleOnline: z.nullable(count),
  }),
);
export const nearbyAnswerSchema = named<NearbyAnswer>()(
  'NearbyAnswer',
  z.object({ hosts: z.array(nearbyHostSchema) }),
);

// --- Refusals ---

export const errorBodySchema = z.object({
  error: z.object({
    code: z.enum(ERROR_CODES),
    message: z.string(),
    details: z.optional(z.record(z.string(), z.unknown())),
  }),
}) satisfies z.ZodMiniType<{ error: { code: ErrorBody['error']['code']; message: string } }>;
ANSWER_NAMES.add(errorBodySchema, { id: 'Error' });
