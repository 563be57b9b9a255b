/**
 * Copies text. On plain http there is no clipboard API (not a secure context), and the old way, a selected
 * text area, is what works. Gives false where the browser refuses both.
 */
export async function copyText(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Denied by permission: the old way may still be open.
    }
  }
  return copyBySelection(text);
}

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.className = 'visually-hidden';
  // Inside a modal dialog everything outside is inert and cannot be selected.
  const host = document.querySelector('dialog[open]') ?? document.body;
  const cameFrom = document.activeElement;
  host.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  if (cameFrom instanceof HTMLElement) cameFrom.focus({ preventScroll: true });
  return isCopied;
}
