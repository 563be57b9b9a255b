import { describe, expect, it } from 'vitest';
import { cleanFileName, decodeFormName } from '../../../server/files/file-name.ts';

describe('a file name', () => {
  it.each([
    ['holiday.jpg', 'holiday.jpg', 'a plain one stays'],
    ['照片 1.png', '照片 1.png', 'any script stays'],
    ['👩‍💻.png', '👩‍💻.png', 'a joined emoji stays'],
    ['../../etc/passwd', 'passwd', 'of a path the last part stays'],
    ['C:\\Users\\Olive\\notes.txt', 'notes.txt', 'of a Windows path too'],
    ['photo\u202egnp.exe', 'photognp.exe', 'nothing turns the direction of reading'],
    ['a\u0000b\r\nc\u200b.txt', 'abc.txt', 'what can’t be seen goes'],
    ['  two   spaces .txt  ', 'two spaces .txt', 'white space is single'],
    ['name.', 'name', 'a dot at the end goes'],
    ['..', 'file', 'dots alone are no name'],
    ['.', 'file', 'one dot neither'],
    ['', 'file', 'nothing is no name'],
    ['folder/', 'file', 'a folder is no name'],
    ['\ud800x.png', '\ufffdx.png', 'half a character is replaced'],
  ])('%j becomes %j: %s', (name, expected) => {
    expect(cleanFileName(name)).toBe(expected);
  });

  it('keeps its extension when it is cut', () => {
    const name = cleanFileName(`${'长'.repeat(500)}.jpeg`);
    expect(Array.from(name)).toHaveLength(200);
    expect(name).toMatch(/长\.jpeg$/);
  });
});

describe('a name in a form', () => {
  const asLatin1 = (name: string) => Buffer.from(name, 'utf8').toString('latin1');

  it.each(['照片.png', 'Käse.txt', 'plain.txt', '🏮.gif'])('%s comes back from its UTF-8 bytes', (name) => {
    expect(decodeFormName(asLatin1(name))).toBe(name);
  });

  it('stays where its bytes were Latin-1 in the first place', () => {
    expect(decodeFormName('K\u00e4se.txt')).toBe('Käse.txt');
  });

  it('stays where it was decoded already', () => {
    expect(decodeFormName('照片.png')).toBe('照片.png');
  });
});
