import { describe, expect, it } from 'vitest';
import { createDrafts } from '../../../renderer/client/drafts.ts';
import { SharedStorage } from './support/browser-world.ts';

const OWNER = { serverId: 'host-1', userId: '1' };

describe('drafts', () => {
  it('are kept for each room over a reload', () => {
    const shared = new SharedStorage();
    createDrafts(OWNER, shared.forTab().storage).set('10', 'half a sen');
    const drafts = createDrafts(OWNER, shared.forTab().storage);
    expect(drafts.get('10')).toBe('half a sen');
    expect(drafts.get('11')).toBe('');
  });

  it('belong to one person on one host', () => {
    const { storage } = new SharedStorage().forTab();
    createDrafts(OWNER, storage).set('10', 'mine');
    expect(createDrafts({ ...OWNER, userId: '2' }, storage).get('10')).toBe('');
    expect(createDrafts({ ...OWNER, serverId: 'host-2' }, storage).get('10')).toBe('');
  });

  it('leave nothing behind when emptied', () => {
    const shared = new SharedStorage();
    const drafts = createDrafts(OWNER, shared.forTab().storage);
    drafts.set('10', 'a');
    drafts.set('11', 'b');
    drafts.set('10', '');
    expect(shared.values.size).toBe(1);
    drafts.clear();
    expect(shared.values.size).toBe(0);
    expect(drafts.get('11')).toBe('');
  });

  it('live in memory where storage is full, forbidden or absent', () => {
    const shared = new SharedStorage();
    shared.refuses = true;
    for (const storage of [shared.forTab().storage, null]) {
      const drafts = createDrafts(OWNER, storage);
      drafts.set('10', 'half a sen');
      expect(drafts.get('10')).toBe('half a sen');
    }
  });
});
