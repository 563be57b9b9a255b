import './menu.css';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';

export interface MenuItem {
  label: string;
  icon: ReactNode;
  onChoose: () => void;
  isDanger?: boolean;
}

/** A button that opens a short list of actions (WAI-ARIA menu button pattern). */
export function Menu({
  label,
  icon,
  items,
  isSmall = false,
}: {
  label: string;
  icon: ReactNode;
  items: readonly MenuItem[];
  isSmall?: boolean;
}) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useLayoutEffect(() => {
    if (isOpen && list.current && button.current) raise(list.current, button.current);
  }, [isOpen]);

  useEffect(() => {
    if (!isOpen) return;
    list.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    const closeOutside = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
    };
  }, [isOpen]);

  function close() {
    setOpen(false);
    button.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    const entries = [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = entries.indexOf(document.activeElement as HTMLElement);
    const next = nextEntry(event.key, at, entries.length);
    if (event.key === 'Escape') close();
    else if (event.key === 'Tab') setOpen(false);
    else if (next !== null) entries[next]?.focus();
    if (event.key === 'Escape' || next !== null) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  return (
    <div className="menu" ref={root}>
      <IconButton
        ref={button}
        label={label}
        icon={icon}
        isSmall={isSmall}
        tipSide="bottom"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => {
          setOpen(!isOpen);
        }}
      />
      {isOpen && (
        <div className="menu__list" role="menu" aria-label={label} ref={list} onKeyDown={onKeyDown}>
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={item.isDanger ? 'menu__item menu__item--danger' : 'menu__item'}
              onClick={() => {
                close();
                item.onChoose();
              }}
            >
              {item.icon}
              {item.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

const GAP_PX = 4;

/**
 * Puts the list above everything, below its button or, where it would leave the window there, above it. What scrolls around
 * the button can't cut it off so. Browsers without popovers (before 2024) show it below the button, inside that.
 */
function raise(list: HTMLElement, button: HTMLElement): void {
  if (!('showPopover' in list)) return;
  list.popover = 'manual';
  list.showPopover();
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = list;
  const below = at.bottom + GAP_PX;
  const above = at.top - GAP_PX - height;
  const top = below + height <= window.innerHeight || above < GAP_PX ? below : above;
  list.style.top = `${top}px`;
  list.style.left = `${Math.max(GAP_PX, at.right - width)}px`;
}

function nextEntry(key: string, at: number, count: number): number | null {
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at - 1 + count) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return null;
}
