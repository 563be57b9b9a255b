import os from 'node:os';
import { describe, expect, it } from 'vitest';
import { ownNames } from '../../../server/discovery/own-names.ts';

const MACHINE = os.hostname().toLowerCase();

describe('the names of a host', () => {
  it('are its own, the machine’s, and what somebody gave it, in lower case', () => {
    expect([...ownNames('The Lab', null, ['Chat.Example'])].sort()).toEqual(
      ['the-lab.local', MACHINE, `${MACHINE}.local`, 'chat.example'].sort(),
    );
  });

  it('hold what is announced beside the name it should be', () => {
    const names = ownNames('The Lab', 'The-Lab-2.local');
    expect(names).toContain('the-lab.local');
    expect(names).toContain('the-lab-2.local');
  });
});
