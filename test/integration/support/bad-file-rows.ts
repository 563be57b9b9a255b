import { LIMITS } from '../../../server/protocol/limits.ts';
import { formBody } from '../../support/raw-upload.ts';
import { INVALID, type BadInput } from './bad-input.ts';

const INVALID_UPLOAD = '400 invalid_upload';
const MISSING = '404 file_not_found';
const KEY = 'A'.repeat(22);

/** The routes of files, whose bodies are forms or none. */
export const FILE_ROUTES: Record<string, BadInput> = {
  'POST /files': {
    needsSession: true,
    reads: 'form',
    forms: [
      [Buffer.from(''), INVALID_UPLOAD],
      [Buffer.from('no form at all'), INVALID_UPLOAD],
      [Buffer.from('{"file":"x"}'), INVALID_UPLOAD],
      [Buffer.alloc(100_000, '\0'), INVALID_UPLOAD],
      [formBody([]), INVALID_UPLOAD],
      [formBody([{ content: 'cut off' }], { isCut: true }), INVALID_UPLOAD],
      [formBody([{ content: 'text', fileName: null }]), INVALID_UPLOAD],
      [formBody([{ content: 'x', field: 'files' }]), INVALID_UPLOAD],
      [formBody([{ content: 'x', field: '' }]), INVALID_UPLOAD],
      [formBody([{ content: 'x', field: '__proto__' }]), INVALID_UPLOAD],
      [formBody([{ content: 'x', field: 'f'.repeat(20_000) }]), INVALID_UPLOAD],
      [formBody([{ content: 'one' }, { content: 'two' }]), INVALID_UPLOAD],
      [
        formBody([{ content: 'x' }, { content: 'y'.repeat(200_000), field: 'note', fileName: null }]),
        INVALID_UPLOAD,
      ],
      [
        formBody(
          Array.from({ length: LIMITS.uploadFormMaxFields + 1 }, (_, index) => ({
            content: 'x',
            field: `note ${index}`,
            fileName: null,
          })),
        ),
        INVALID_UPLOAD,
      ],
    ],
  },
  'POST /resumable-uploads': { needsSession: true, reads: 'nothing', otherwise: INVALID },
  'PATCH /resumable-uploads/:id': { needsSession: true, reads: 'nothing', missing: MISSING },
  'DELETE /resumable-uploads/:id': { needsSession: true, reads: 'nothing', missing: MISSING },
  'POST /resumable-uploads/:id/file': { needsSession: true, reads: 'nothing', missing: MISSING },
  'DELETE /files/:id': { needsSession: true, reads: 'nothing', missing: MISSING },
  'GET /thumbnails/:id': { needsSession: true, reads: 'nothing', missing: MISSING },
  'GET /files/:id/:name': { needsSession: true, reads: 'nothing', missing: '404 file_not_found' },
  'GET /uploads/:name': {
    needsSession: false,
    reads: 'nothing',
    missing: '404 file_not_found',
    ids: [
      KEY,
      `${KEY}.png`,
      `${KEY}.PNG`,
      `${KEY}.html`,
      `${KEY}.png%00`,
      `${KEY}.png%0a`,
      `${KEY}A.png`,
      `..%2f${KEY}.png`,
      `%2e%2e%2f${KEY}.png`,
      `${'%27'.repeat(22)}.png`,
      `${'_'.repeat(22)}.jpeg`,
    ],
  },
};
