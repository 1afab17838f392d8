import { describe, expect, it } from 'vitest';

import { Kept } from './kept';
import { Panels } from './panels.svelte';

function opened(kept = new Kept(null), library = '/a') {
  const panels = new Panels(kept);
  panels.open(library);
  return panels;
}

describe('the panels', () => {
  it('have their usual sizes, less in a narrow window', () => {
    const panels = opened();
    expect([panels.inspector(1440), panels.inspector(1024)]).toEqual([360, 280]);
    expect([panels.drawer(900, 1), panels.drawer(900, 10)]).toEqual([135, 240]);
  });

  it('stay within what the window can give', () => {
    const panels = opened();
    panels.sizeInspector(900);
    expect([panels.inspector(1920), panels.inspector(1024)]).toEqual([480, 369]);
    panels.sizeInspector(10);
    expect(panels.inspector(1440)).toBe(280);
    panels.sizeDrawer(5_000);
    // With its strip of 32 it is 60 % of the height.
    expect(panels.drawer(900, 9)).toBe(508);
    expect(panels.drawer(120, 9)).toBe(96);
  });

  it('are remembered for each library', () => {
    const kept = new Kept(null);
    const panels = opened(kept);
    panels.sizeInspector(440);
    panels.sizeDrawer(300);
    panels.toggleDrawer();
    panels.toggleInspector();
    const again = opened(kept);
    expect([again.inspector(1440), again.drawer(900, 9)]).toEqual([440, 300]);
    expect([again.drawerOpen, again.inspectorOpen]).toEqual([true, false]);
    const other = opened(kept, '/b');
    expect([other.inspector(1440), other.drawerOpen, other.inspectorOpen]).toEqual([
      360,
      false,
      true,
    ]);
  });

  it('are given back their usual sizes', () => {
    const panels = opened();
    panels.sizeInspector(440);
    panels.sizeInspector(null);
    expect(panels.inspector(1440)).toBe(360);
  });

  it('mistrust what another version has kept', () => {
    const kept = new Kept({
      getItem: () => '{"inspector":"wide","drawer":[]}',
      setItem: () => undefined,
    });
    expect(opened(kept).inspector(1440)).toBe(360);
    const broken = new Kept({ getItem: () => '{', setItem: () => undefined });
    expect(opened(broken).drawer(900, 9)).toBe(240);
  });
});
