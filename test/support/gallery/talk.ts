import type { TimelineMessage } from '../../../renderer/client/types.ts';
import { message } from './cast.ts';

const DAY = 24 * 60;

/** A day and a half of an ordinary room, with one of everything in it. */
export const TALK: readonly TimelineMessage[] = [
  message(201, '8', 'The kettle is on again.', DAY + 300),
  message(
    202,
    '2',
    'Has anyone seen the blue ladder? It was by the shed on Tuesday, and I would like to paint the gutter before the rain comes back.',
    DAY + 290,
  ),
  message(203, '2', 'Never mind, found it behind the bicycles.', DAY + 288),
  message(204, '9', 'I can pick up the bread and the milk on the way.', DAY + 200, {
    editedAt: new Date().toISOString(),
  }),
  message(205, '8', '', DAY + 190, { deletedAt: new Date().toISOString() }),
  message(206, '2', 'Morning! The projector is set up in the big room.', 95),
  message(
    207,
    '2',
    'Slides are at http://192.168.4.20/slides (password on the whiteboard), and the timetable: https://ridge.example/timetable?day=2&room=12.',
    94,
  ),
  message(208, '3', 'Brilliant. Do we start at nine or half past?', 80),
  message(
    209,
    '4',
    '我九点可以到。昨天的笔记放在厨房桌上了，大家自己拿；需要电子版的看http://192.168.4.20/notes，密码写在白板上。',
    74,
  ),
  message(210, '2', 'Half past nine, so that the early train people make it.', 70, {
    replyToId: 'm208',
    reactions: [
      { emoji: '👍', userIds: ['3', '4', '7', '9', '1'] },
      { emoji: '☕', userIds: ['7'] },
    ],
  }),
  message(211, '6', 'صباح الخير! سأتأخر عشر دقائق لأن الحافلة (رقم 12) متأخرة.', 50),
  message(212, '7', '👍🎉', 44),
  message(
    213,
    '5',
    'A list, as promised:\n  1. chairs\n  2. the long table\n  3. extension leads\n\nI will bring the coffee.',
    40,
  ),
  message(214, '1', 'Lovely, thank you all.', 20),
  message(215, '10', 'See you there.', 4),
  message(216, '10', 'Who has the key to the shed?', 3),
];
