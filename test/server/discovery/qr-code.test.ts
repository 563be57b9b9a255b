import { stripVTControlCharacters } from 'node:util';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { qrCodeSize, renderQrCode } from '../../../server/discovery/qr-code.ts';

const URL_TEXT = 'http://192.168.100.123:18322';

describe('renderQrCode', () => {
  it.each([true, false])('shows every module of the code (colour: %s)', (hasColour) => {
    const picture = stripVTControlCharacters(renderQrCode(URL_TEXT, { hasColour }));
    const { data } = encode(URL_TEXT, { ecc: 'L', border: 2 });

    expect(modules(picture, hasColour).slice(0, data.length)).toEqual(data);
  });

  it('paints black on white where it may, whatever the theme', () => {
    const lines = renderQrCode(URL_TEXT, { hasColour: true }).split('\n');
    expect(
      lines.every((line) => line.startsWith('\u001b[38;5;16;48;5;231m') && line.endsWith('\u001b[0m')),
    ).toBe(true);
  });

  it('knows its size', () => {
    const lines = renderQrCode(URL_TEXT, { hasColour: false }).split('\n');
    expect(qrCodeSize(URL_TEXT)).toEqual({ columns: lines[0]?.length, lines: lines.length });
  });
});

/** Reads the picture back: true is dark. */
function modules(picture: string, isInkDark: boolean): boolean[][] {
  return picture.split('\n').flatMap((line) => {
    const halves = (upper: string): boolean[] =>
      Array.from(line, (char) => ('█'.includes(char) || char === upper) === isInkDark);
    return [halves('▀'), halves('▄')];
  });
}
