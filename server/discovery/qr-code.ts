import { encode } from 'uqr';

/** Half of what ISO/IEC 18004 asks; every phone reads it, and the code still fits a terminal of 24 lines. */
const QUIET_ZONE_MODULES = 2;
/** Fixed colours of the 256-colour cube: themes repaint the first 16, and a grey "white" loses contrast. */
const BLACK_ON_WHITE = '\u001b[38;5;16;48;5;231m';
const RESET = '\u001b[0m';

export interface QrCodeOptions {
  /**
   * True paints black on white, which scans on any background. False uses bare characters, which look right
   * on a dark background and inverted on a light one; phones read both.
   */
  hasColour: boolean;
}

/** A QR code as lines of half-block characters, two modules high each, without a final line feed. */
export function renderQrCode(text: string, { hasColour }: QrCodeOptions): string {
  const { data } = encode(text, { ecc: 'L', border: QUIET_ZONE_MODULES });
  const lines: string[] = [];
  for (let row = 0; row < data.length; row += 2) {
    const upper = data[row] ?? [];
    const lower = data[row + 1] ?? [];
    const line = upper
      .map((isDark, column) => halfBlock(isDark === hasColour, (lower[column] ?? false) === hasColour))
      .join('');
    lines.push(hasColour ? BLACK_ON_WHITE + line + RESET : line);
  }
  return lines.join('\n');
}

/** Columns and lines that the code for `text` takes in a terminal. */
export function qrCodeSize(text: string): { columns: number; lines: number } {
  const { size } = encode(text, { ecc: 'L', border: QUIET_ZONE_MODULES });
  return { columns: size, lines: Math.ceil(size / 2) };
}

function halfBlock(isUpperInk: boolean, isLowerInk: boolean): string {
  if (isUpperInk) return isLowerInk ? '█' : '▀';
  return isLowerInk ? '▄' : ' ';
}
