import { confirmationsAnswerSchema } from '../../protocol/answer-schemas.ts';
import type { RouteDocs } from '../openapi/route-doc.ts';

export const CONFIRMATION_DOCS: RouteDocs = {
  'GET /messages/:id/confirmations': {
    tag: 'Messages',
    summary: 'Who has confirmed a message',
    description: 'For its sender, and for those who look after the room.',
    access: 'people',
    answer: { status: 200, schema: confirmationsAnswerSchema },
    errors: ['message_not_found', 'forbidden'],
    example: { answer: { confirmed: [], missing: ['2'], later: [], remindWaitSeconds: 0 } },
  },
  'POST /messages/:id/reminder': {
    tag: 'Messages',
    summary: 'Remind those who have not confirmed',
    access: 'people',
    answer: { status: 204 },
    errors: ['message_not_found', 'forbidden', 'reminded_recently'],
  },
};
