import { describe, expect, it } from 'vitest';
import { createJsonOutput } from '../../../server/cli/json-output.ts';

describe('createJsonOutput', () => {
  it('writes one object a line', () => {
    const written: string[] = [];
    const output = createJsonOutput({ write: (text) => written.push(text) });

    output.listening({ urls: ['http://10.0.0.1:8322'], port: 8322, setupUrl: 'http://localhost:8322/#a\nb' });
    output.listening({ urls: [], port: 8322, setupUrl: null });
    output.stopped();

    expect(written).toEqual([
      '{"event":"listening","urls":["http://10.0.0.1:8322"],"port":8322,"setupUrl":"http://localhost:8322/#a\\nb"}\n',
      '{"event":"listening","urls":[],"port":8322}\n',
      '{"event":"stopped"}\n',
    ]);
  });
});
