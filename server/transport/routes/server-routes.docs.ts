import { peopleAnswerSchema, serverInfoSchema } from '../../protocol/answer-schemas.ts';
import type { RouteDocs } from '../openapi/route-doc.ts';

export const SERVER_DOCS: RouteDocs = {
  'GET /server': {
    tag: 'Host',
    summary: 'What this host is',
    access: 'anyone',
    answer: { status: 200, schema: serverInfoSchema },
  },
  'GET /users': {
    tag: 'Host',
    summary: 'Everybody with an account here',
    access: 'people',
    answer: { status: 200, schema: peopleAnswerSchema },
  },
};
