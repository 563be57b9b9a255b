import { describe, expect, it } from 'vitest';
import { frame, readFrame, STATUS } from '../../../server/seed-api/frames.ts';

describe('frames of the original', () => {
  it('carry every field, whatever is in them', () => {
    expect(JSON.parse(frame(STATUS.online, { uid: '4', time: 5 }))).toEqual({
      status: 1,
      data: {
        uid: '4',
        username: '',
        avatar_id: '',
        to_uid: '',
        content: '',
        image_url: '',
        room_id: '',
        count: 0,
        list: [],
        time: 5,
      },
    });
  });

  it('are read with numbers as text, and with fields left out or null', () => {
    expect(readFrame('{"status":3,"data":{"uid":4,"room_id":1,"content":null}}')).toEqual({
      status: 3,
      data: { uid: '4', to_uid: '', content: '', image_url: '', room_id: '1' },
    });
  });

  it.each([
    '',
    'x',
    '1',
    '"x"',
    '{}',
    '{"status":2,"data":{}}',
    '{"status":0,"data":{}}',
    '{"status":3.5,"data":{}}',
  ])('reads %s as no frame', (text) => {
    expect(readFrame(text)).toBeNull();
  });
});
