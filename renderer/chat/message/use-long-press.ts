import {
  useMemo,
  useRef,
  type MouseEvent,
  type PointerEvent as ReactPointerEvent,
  type TouchEvent,
} from 'react';

/** As long as the systems' own long press. */
const LONG_PRESS_MS = 480;
/** A finger is never quite still; more than this is scrolling. */
const STILL_PX = 10;

interface PressHandlers {
  onPointerDown: (event: ReactPointerEvent) => void;
  onPointerMove: (event: ReactPointerEvent) => void;
  onPointerUp: () => void;
  onPointerCancel: () => void;
  onTouchEnd: (event: TouchEvent) => void;
  onContextMenu: (event: MouseEvent) => void;
}

/** A long press of a finger; mice have the toolbar. */
export function useLongPress(onPress: () => void): PressHandlers {
  const press = useRef<{ timer: number; x: number; y: number } | null>(null);
  const wasLong = useRef(false);
  return useMemo(() => {
    const stop = () => {
      if (press.current) window.clearTimeout(press.current.timer);
      press.current = null;
    };
    return {
      onPointerDown: (event) => {
        stop();
        wasLong.current = false;
        if (event.pointerType !== 'touch' || !event.isPrimary) return;
        const timer = window.setTimeout(() => {
          press.current = null;
          wasLong.current = true;
          onPress();
        }, LONG_PRESS_MS);
        press.current = { timer, x: event.clientX, y: event.clientY };
      },
      onPointerMove: (event) => {
        const at = press.current;
        if (at && Math.hypot(event.clientX - at.x, event.clientY - at.y) > STILL_PX) stop();
      },
      onPointerUp: stop,
      onPointerCancel: stop,
      // A finger lifted soon after still counts as a tap, and that would go to whatever has opened under it.
      onTouchEnd: (event) => {
        if (wasLong.current && event.cancelable) event.preventDefault();
        wasLong.current = false;
      },
      // Android sends this for a long press of its own; its menu would cover ours.
      onContextMenu: (event) => {
        if (event.nativeEvent instanceof PointerEvent && event.nativeEvent.pointerType === 'touch')
          event.preventDefault();
      },
    };
  }, [onPress]);
}
