import { SHELL_LIMITS } from '../shell/limits.ts';

export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A remembered place, and whether the window filled the screen. */
export interface RememberedPlace extends Place {
  isMaximized: boolean;
}

/**
 * Where a remembered window opens on the screens that are there now: its own place where enough of its top edge can
 * be seen, else null, which means the middle of the main screen. Never larger than the screen it is on.
 *
 * @param areas the screens' work areas
 */
export function fitPlace(place: Place, areas: readonly Place[]): Place | null {
  const area = areas.find((each) => hasGrip(place, each));
  if (area === undefined) return null;
  return {
    x: place.x,
    // Above the top edge nobody reaches the title bar.
    y: Math.max(place.y, area.y),
    width: clamp(place.width, SHELL_LIMITS.windowMinWidthPx, area.width),
    height: clamp(place.height, SHELL_LIMITS.windowMinHeightPx, area.height),
  };
}

function hasGrip(place: Place, area: Place): boolean {
  const visibleWidth = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x);
  const isTopInside =
    place.y > area.y - SHELL_LIMITS.windowGripPx &&
    place.y < area.y + area.height - SHELL_LIMITS.windowGripPx;
  return visibleWidth >= SHELL_LIMITS.windowGripPx && isTopInside;
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(value, max));
}
