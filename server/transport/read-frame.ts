import { CLIENT_FRAME_TYPES, clientFrameSchema, type ClientFrame } from '../protocol/client-frames.ts';
import { AppError } from '../protocol/errors.ts';
import { LIMITS } from '../protocol/limits.ts';

/** What the answer to a frame must carry, so that the client knows which frame it is for. */
export interface FrameRef {
  clientMessageId?: string;
  requestId?: string;
}

export type ReadFrame =
  | { kind: 'frame'; frame: ClientFrame; ref: FrameRef }
  /** Understood as a frame, but not as one of ours: the connection stays. */
  | { kind: 'refused'; error: AppError; ref: FrameRef }
  /** Not a frame at all: whoever sends this speaks another protocol. */
  | { kind: 'bad' };

/** Judges one incoming message. Never throws. */
export function readFrame(data: string): ReadFrame {
  const value = parseJson(data);
  if (!isRecord(value) || typeof value['type'] !== 'string') return { kind: 'bad' };
  const ref = refOf(value);
  if (!CLIENT_FRAME_TYPES.has(value['type']))
    return { kind: 'refused', error: new AppError('unknown_type'), ref };
  const parsed = clientFrameSchema.safeParse(value);
  if (parsed.success) return { kind: 'frame', frame: parsed.data, ref };
  const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))];
  return { kind: 'refused', error: new AppError('invalid_frame', { fields }), ref };
}

function refOf(value: Record<string, unknown>): FrameRef {
  const { clientMessageId, requestId } = value;
  return {
    ...(isRef(clientMessageId, LIMITS.clientMessageIdMaxChars) && { clientMessageId }),
    ...(isRef(requestId, LIMITS.requestIdMaxChars) && { requestId }),
  };
}

function isRef(value: unknown, maxChars: number): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= maxChars;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
