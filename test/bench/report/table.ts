import { doubts, verdict, type Row } from './row.ts';
import { median, spread } from './statistics.ts';

const HEADINGS = ['what', 'Porchlight', 'beside it', 'judged', 'reach', '', '±', 'load CPU'];

/** The rows as a Markdown table, and below it why some of them should be doubted. */
export function renderTable(rows: readonly Row[]): string {
  const lines = rows.map((row) => cells(row));
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const render = (line: readonly string[]): string =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const table = [HEADINGS, widths.map((width) => '-'.repeat(width)), ...lines].map(render).join('\n');
  const notes = [
    ...new Set(rows.flatMap((row) => doubts(row).map((doubt) => `- ${row.scenario}: ${doubt}.`))),
  ];
  return notes.length === 0 ? `${table}\n` : `${table}\n\nTo be doubted:\n${notes.join('\n')}\n`;
}

function cells(row: Row): string[] {
  const { what, unit, ours, beside, judged, reach } = row;
  return [
    what,
    `${round(median(ours))} ${unit}`,
    beside ? `${round(median(beside.values))} ${unit}, ${beside.name}` : '',
    `${judged.name} ${round(median(judged.values))}`,
    reach.kind === 'none' ? '' : `${reach.kind} ${reach.value}${reach.unit}`,
    verdict(row),
    `${Math.round(spread(judged.values) * 50)} %`,
    row.loadShare === 0 ? '' : `${Math.round(row.loadShare * 100)} %`,
  ];
}

/** Three digits that mean something. */
function round(value: number): string {
  if (!Number.isFinite(value)) return '?';
  if (Math.abs(value) >= 10_000) return Math.round(Number(value.toPrecision(3))).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}
