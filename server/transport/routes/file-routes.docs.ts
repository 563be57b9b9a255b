import { fileAnswerSchema } from '../../protocol/answer-schemas.ts';
import type { RouteDocs } from '../openapi/route-doc.ts';

/** A file is in the form's field `file`, and nothing else is. */
const form = {
  mediaType: 'multipart/form-data',
  schema: {
    type: 'object',
    properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
    required: ['file'],
  },
};

export const FILE_DOCS: RouteDocs = {
  'POST /files': {
    tag: 'Files',
    summary: 'Send a file',
    description:
      'It belongs to you alone until a message carries it; without one it is dropped after a while.',
    access: 'people',
    body: form,
    answer: { status: 201, schema: fileAnswerSchema },
    errors: [
      'invalid_upload',
      'file_too_large',
      'unsupported_media_type',
      'too_many_uploads',
      'quota_exceeded',
      'storage_full',
    ],
  },
  'DELETE /files/:id': {
    tag: 'Files',
    summary: 'Drop a file that no message carries yet',
    access: 'people',
    answer: { status: 204 },
    errors: ['file_not_found'],
  },
  'GET /files/:id/:name': {
    tag: 'Files',
    summary: 'A file’s bytes',
    description: 'Ranges are honoured. The name is for people; the id alone says which file it is.',
    access: 'people',
    answer: { status: 200, mediaType: '*/*' },
    errors: ['file_not_found', 'range_not_satisfiable'],
  },
  'GET /thumbnails/:id': {
    tag: 'Files',
    summary: 'A picture, small',
    access: 'people',
    answer: { status: 200, mediaType: 'image/webp' },
    errors: ['file_not_found', 'range_not_satisfiable'],
  },
  'GET /uploads/:name': {
    tag: 'Files',
    summary: 'A picture by its unguessable name',
    description: 'For clients of go-gin-chat, which show pictures on pages of their own without a session.',
    access: 'anyone',
    isOutsideApi: true,
    answer: { status: 200, mediaType: 'image/*' },
    errors: ['file_not_found', 'range_not_satisfiable'],
  },
};
