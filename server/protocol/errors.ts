/**
 * Every way a request can be refused: a stable code, its HTTP status, and a sentence for people.
 * Pages translate by code; the sentence here is for scripts, logs and languages without a translation.
 */
const ERRORS = {
  invalid_json: [400, 'That is not valid JSON.'],
  invalid_request: [400, 'Something in this request is missing or has the wrong form.'],
  invalid_frame: [400, 'Something in this frame is missing or has the wrong form.'],
  unknown_type: [400, 'This host does not know that kind of frame.'],
  invalid_username: [400, 'That name can’t be used. Letters, digits and simple punctuation are fine.'],
  invalid_password: [400, 'That password is too short or too long.'],
  invalid_emoji: [400, 'That is not an emoji.'],
  empty_message: [400, 'There is nothing in that message.'],
  message_too_long: [400, 'That message is too long.'],
  invalid_upload: [400, 'Send one file, in the field “file” of a form.'],
  not_signed_in: [401, 'Please sign in first.'],
  wrong_credentials: [401, 'That name and password don’t match.'],
  forbidden: [403, 'You can’t do that here.'],
  host_not_allowed: [403, 'This address is not one of this host’s own.'],
  origin_not_allowed: [403, 'That page may not speak for you here.'],
  setup_required: [403, 'This host is not set up yet.'],
  wrong_setup_token: [403, 'That set-up link is not valid any more.'],
  joining_closed: [403, 'This host isn’t taking new people right now.'],
  joining_paused: [403, 'Joining is paused for now. People who have an account here can still sign in.'],
  wrong_entry_ticket: [403, 'That way in works once and for a short time. Open the chat again from the app.'],
  password_required: [403, 'This host asks for a password.'],
  wrong_pin: [403, 'That PIN isn’t right.'],
  not_found: [404, 'There is nothing here.'],
  room_not_found: [404, 'That room isn’t there, or isn’t open to you.'],
  message_not_found: [404, 'That message isn’t there any more.'],
  user_not_found: [404, 'Nobody by that name is here.'],
  file_not_found: [404, 'That file isn’t there any more.'],
  method_not_allowed: [405, 'That can’t be done at this address.'],
  already_set_up: [409, 'This host already has an owner.'],
  username_taken: [409, 'Somebody here already has that name.'],
  room_name_taken: [409, 'There is already a room with that name.'],
  room_archived: [409, 'That room is archived.'],
  default_room: [409, 'Everybody is in this room; it can’t be left.'],
  not_a_member: [403, 'Join the room first.'],
  room_announce_only: [403, 'Only those who look after this room can write in it.'],
  too_many_rooms: [409, 'This host has all the rooms it can hold.'],
  too_many_reactions: [409, 'This message has as many kinds of reaction as it can hold.'],
  too_large: [413, 'That is too large.'],
  file_too_large: [413, 'That file is larger than this host takes.'],
  not_a_picture: [415, 'That is not a picture this host can show.'],
  range_not_satisfiable: [416, 'The file has no such part.'],
  unsupported_media_type: [415, 'This host doesn’t take that kind of content here.'],
  rate_limited: [429, 'That was a little fast. Try again in a moment.'],
  reminded_recently: [429, 'They were reminded a moment ago. Give them a few minutes.'],
  slow_mode: [429, 'This room is in slow mode. Wait a little before the next message.'],
  too_many_connections: [429, 'You have too many pages open on this host.'],
  too_many_uploads: [429, 'You are sending several files already. Try again when one is done.'],
  internal: [500, 'Something went wrong on the host. Nothing of yours was lost.'],
  storage_failed: [500, 'The host could not store that. Please try again.'],
  busy: [503, 'The host is busy. Please try again in a moment.'],
  stopping: [503, 'The host is stopping.'],
  quota_exceeded: [507, 'There is no room left for that file. Nothing was stored.'],
  storage_full: [507, 'The host’s disk is full. Nothing was stored.'],
  storage_read_only: [507, 'The host can’t write to its disk. Nothing was stored.'],
} as const satisfies Record<string, readonly [status: number, message: string]>;

export type ErrorCode = keyof typeof ERRORS;

export const ERROR_CODES = Object.keys(ERRORS) as ErrorCode[];

/** What an HTTP caller receives. */
export interface ErrorBody {
  error: { code: ErrorCode; message: string; details?: Record<string, unknown> };
}

/**
 * A refusal that is part of the contract. Anything thrown that is not one of these is a fault of ours:
 * it is logged with its cause, and the caller sees `internal`.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly status: number;
  /** Safe to show: never holds secrets or another person's data. */
  readonly details: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, details?: Record<string, unknown>, options?: ErrorOptions) {
    super(ERRORS[code][1], options);
    this.code = code;
    this.status = ERRORS[code][0];
    this.details = details;
  }

  toBody(): ErrorBody {
    const { code, message, details } = this;
    return { error: details ? { code, message, details } : { code, message } };
  }
}
