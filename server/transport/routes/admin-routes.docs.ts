import {
  doctorReportSchema,
  hostStateSchema,
  nearbyAnswerSchema,
  settingsSchema,
} from '../../protocol/answer-schemas.ts';
import { updateSettingsRequestSchema } from '../../protocol/http.ts';
import type { RouteDocs } from '../openapi/route-doc.ts';

const shared = { tag: 'Looking after the host', access: 'admins' } as const;

export const ADMIN_DOCS: RouteDocs = {
  'GET /admin/settings': {
    ...shared,
    summary: 'The settings',
    answer: { status: 200, schema: settingsSchema },
  },
  'PATCH /admin/settings': {
    ...shared,
    summary: 'Change settings',
    description: 'Changes what is given and keeps the rest. Keys of image hosts are written, never shown.',
    body: updateSettingsRequestSchema,
    answer: { status: 200, schema: settingsSchema },
    example: { body: { joinPolicy: 'password', pin: '204060' } },
  },
  'GET /admin/host': {
    ...shared,
    summary: 'How the host is',
    answer: { status: 200, schema: hostStateSchema },
  },
  'GET /admin/host/live': {
    ...shared,
    summary: 'How the host is, at every change',
    description: 'Server-sent events; each carries the same as GET /admin/host.',
    answer: { status: 200, mediaType: 'text/event-stream' },
  },
  'POST /admin/doctor': {
    ...shared,
    summary: 'Examine the network',
    answer: { status: 200, schema: doctorReportSchema },
  },
  'GET /admin/nearby': {
    ...shared,
    summary: 'Other hosts on this network',
    answer: { status: 200, schema: nearbyAnswerSchema },
  },
};
