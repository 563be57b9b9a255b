import { fileAnswerSchema } from '../../protocol/answer-schemas.ts';
import type { RouteDocs } from '../openapi/route-doc.ts';

const shared = { tag: 'Files', access: 'people' } as const;
const TUS = 'By the tus protocol, version 1.0.0 (https://tus.io/protocols/resumable-upload).';

export const UPLOAD_DOCS: RouteDocs = {
  'POST /resumable-uploads': {
    ...shared,
    summary: 'Begin an upload that can go on where it broke off',
    description: `${TUS} The headers Upload-Length and Upload-Metadata (filename) say what comes.`,
    answer: { status: 201, description: 'Begun; the header Location says where.' },
    errors: ['invalid_request', 'file_too_large', 'too_many_uploads', 'quota_exceeded', 'storage_full'],
  },
  'HEAD /resumable-uploads/:id': {
    ...shared,
    summary: 'How far an upload has come',
    description: `${TUS} The header Upload-Offset says it.`,
    answer: { status: 200 },
    errors: ['file_not_found'],
  },
  'PATCH /resumable-uploads/:id': {
    ...shared,
    summary: 'Send the next bytes of an upload',
    description: TUS,
    body: { mediaType: 'application/offset+octet-stream' },
    answer: { status: 204 },
    errors: ['file_not_found', 'too_many_uploads', 'storage_full'],
  },
  'DELETE /resumable-uploads/:id': {
    ...shared,
    summary: 'Give an upload up',
    description: TUS,
    answer: { status: 204 },
    errors: ['file_not_found'],
  },
  'POST /resumable-uploads/:id/file': {
    ...shared,
    summary: 'Make a file of a finished upload',
    answer: { status: 201, schema: fileAnswerSchema },
    errors: ['file_not_found', 'invalid_upload', 'quota_exceeded', 'storage_full'],
  },
};
