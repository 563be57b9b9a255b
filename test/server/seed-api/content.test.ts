import { describe, expect, it } from 'vitest';
import type { MessageFile } from '../../../server/protocol/message.ts';
import { contentOf, type View } from '../../../server/seed-api/content.ts';

const view: View = {
  base: 'http://192.168.1.20:8322',
  pictures: new Map([
    ['1', '/uploads/one.png'],
    ['2', '/uploads/two.jpg'],
  ]),
  showsForeignPictures: false,
};
const file = (id: string, name = 'a.png'): MessageFile => ({
  id,
  name,
  mime: 'image/png',
  size: 1,
  url: `/api/v1/files/${id}/x`,
});
const TAG = '<img src="http://192.168.1.20:8322/uploads/one.png">';

describe('a message as content', () => {
  it.each([
    ['plain words', 'hello 🏮 你好', [], 'hello 🏮 你好', ''],
    ['HTML', '<script>alert("x")</script> & so', [], '&lt;script&gt;alert("x")&lt;/script&gt; &amp; so', ''],
    ['a picture', '', [file('1')], TAG, 'http://192.168.1.20:8322/uploads/one.png'],
    [
      'words and a picture',
      'a < b',
      [file('1')],
      `a &lt; b\n${TAG}`,
      'http://192.168.1.20:8322/uploads/one.png',
    ],
    [
      'two pictures',
      '',
      [file('1'), file('2')],
      `${TAG}\n<img src="http://192.168.1.20:8322/uploads/two.jpg">`,
      'http://192.168.1.20:8322/uploads/one.png',
    ],
    [
      'another file',
      '',
      [file('9', '<b>.pdf')],
      '&lt;b&gt;.pdf http://192.168.1.20:8322/api/v1/files/9/x',
      '',
    ],
    ['an address of a picture elsewhere', 'https://i.test/a.png', [], 'https://i.test/a.png', ''],
  ])('%s', (_what, text, files, content, imageUrl) => {
    expect(contentOf({ text, files }, view)).toEqual({ content, imageUrl });
  });

  it.each([
    ['https://i.test/a.png', '<img src="https://i.test/a.png">'],
    ['https://i.test/a.png and words', 'https://i.test/a.png and words'],
    ['https://i.test/a.png"onerror="x.png', 'https://i.test/a.png"onerror="x.png'],
    ['javascript:alert(1)//.png', 'javascript:alert(1)//.png'],
  ])('where image hosts are on, shows %s as %s', (text, content) => {
    expect(contentOf({ text, files: [] }, { ...view, showsForeignPictures: true }).content).toBe(content);
  });
});
